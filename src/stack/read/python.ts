import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Located, Span, StackFile } from '../stack.ts';
import {
  argumentsOf,
  childrenOf,
  locate,
  pythonValue,
  spanOf,
  stringOf,
  textOf,
  type PythonValue,
  type Source,
} from './python-value.ts';

export type { PythonValue } from './python-value.ts';

/** `NAME = value`, also `NAME["key"] = value` and `NAME: type = value`. */
export interface PythonAssignment {
  /** As it is written, without white space: `STATIC_ROOT`, `STORAGES["staticfiles"]`. */
  target: Located<string>;
  value: PythonValue;
  span: Span;
  /** It stands in an `if`, a `try`, a loop or a function, and so may not happen. */
  conditional: boolean;
}

/** `import module`, `from module import name`. */
interface PythonImport {
  /** With its leading dots; empty for `from . import name` it is `.`. */
  module: Located<string>;
  /** What is taken from it: names, or `*`; empty for a plain `import`. */
  names: readonly string[];
  conditional: boolean;
}

/** A variable that is read from the environment. */
interface EnvironmentRead {
  name: Located<string>;
  /** It stops the program when the variable is not set. */
  required: boolean;
  /** What it gives instead, where that is written. */
  otherwise: PythonValue | undefined;
  conditional: boolean;
}

/** What a Python file says. */
export interface PythonFile {
  path: string;
  assignments: readonly PythonAssignment[];
  imports: readonly PythonImport[];
  environment: readonly EnvironmentRead[];
  /** Functions and classes at the top of the file, by name. */
  definitions: readonly Located<string>[];
  /** What the parser could not read. There may be more that Python refuses: the parser is a tolerant one. */
  errors: readonly Span[];
}

const conditionalNodes = new Set([
  'IfStatement',
  'TryStatement',
  'WhileStatement',
  'ForStatement',
  'MatchStatement',
  'FunctionDefinition',
  'ClassDefinition',
  'LambdaExpression',
  'ConditionalExpression',
]);

/** Reads a Python file; takes any text. */
export function readPython({ path, text }: Pick<StackFile, 'path' | 'text'>): PythonFile {
  const assignments: PythonAssignment[] = [];
  const imports: PythonImport[] = [];
  const environment: EnvironmentRead[] = [];
  const definitions: Located<string>[] = [];
  const errors: Span[] = [];
  const source = { path, text };
  let conditionals = 0;

  parser.parse(text).iterate({
    enter(reference) {
      if (reference.type.isError) errors.push({ path, from: reference.from, to: reference.to });
      const conditional = conditionals > 0;
      switch (reference.name) {
        case 'AssignStatement':
          assignments.push(...assignmentsOf(source, reference.node, conditional));
          break;
        case 'ImportStatement':
          imports.push(...importsOf(source, reference.node, conditional));
          break;
        case 'MemberExpression':
        case 'CallExpression':
          environment.push(...environmentRead(source, reference.node, conditional));
          break;
        case 'FunctionDefinition':
        case 'ClassDefinition': {
          const name = reference.node.getChild('VariableName');
          if (name !== null && !conditional) definitions.push(locate(source, name));
        }
      }
      if (conditionalNodes.has(reference.name)) conditionals++;
    },
    leave(reference) {
      if (conditionalNodes.has(reference.name)) conditionals--;
    },
  });
  return { path, assignments, imports, environment, definitions, errors };
}

function assignmentsOf(source: Source, node: SyntaxNode, conditional: boolean): PythonAssignment[] {
  const children = childrenOf(node).filter(({ name }) => name !== 'TypeDef');
  const signs = children.filter(({ name }) => name === 'AssignOp');
  const lastSign = signs.at(-1);
  const afterSign = children.filter(({ from }) => lastSign !== undefined && from >= lastSign.to);
  const written = afterSign.filter(({ name }) => name !== ',');
  const [only] = written;
  if (only === undefined) return [];
  const span = spanOf(source, node);
  const value: PythonValue =
    afterSign.length > written.length
      ? {
          kind: 'tuple',
          complete: true,
          items: written.map((item) => pythonValue(source, item)),
          span: { ...span, from: only.from },
        }
      : pythonValue(source, only);
  return signs.flatMap((sign): PythonAssignment[] => {
    const target = sign.prevSibling?.name === 'TypeDef' ? sign.prevSibling.prevSibling : sign.prevSibling;
    if (target === null || !['VariableName', 'MemberExpression'].includes(target.name)) return [];
    const { value: text, span: at } = locate(source, target);
    return [{ target: { value: text.replace(/\s+/g, ''), span: at }, value, span, conditional }];
  });
}

function importsOf(source: Source, node: SyntaxNode, conditional: boolean): PythonImport[] {
  const children = childrenOf(node);
  const isFrom = children[0]?.name === 'from';
  const keyword = children.findIndex(({ name }) => name === 'import');
  if (keyword === -1) return [];
  const groups = groupsBetweenCommas(children.slice(keyword + 1).filter(({ name }) => !/^[()]$/.test(name)));
  const nodes = isFrom ? [children.slice(1, keyword)] : groups.map(withoutAlias);
  const names = isFrom
    ? groups.flatMap((group) => group.slice(0, 1)).map((name) => textOf(source, name))
    : [];
  return nodes.flatMap((module): PythonImport[] => {
    const [first, last] = [module[0], module.at(-1)];
    if (first === undefined || last === undefined) return [];
    const span = { path: source.path, from: first.from, to: last.to };
    const value = source.text.slice(span.from, span.to).replace(/\s+/g, '');
    return [{ module: { value, span }, names, conditional }];
  });
}

function groupsBetweenCommas(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups;
}

function withoutAlias(nodes: SyntaxNode[]): SyntaxNode[] {
  const as = nodes.findIndex(({ name }) => name === 'as');
  return as === -1 ? nodes : nodes.slice(0, as);
}

function environmentRead(source: Source, node: SyntaxNode, conditional: boolean): EnvironmentRead[] {
  const children = childrenOf(node);
  if (node.name === 'MemberExpression') {
    const [of, , key] = children;
    if (of === undefined || key?.name !== 'String' || !/^(os\.)?environ$/.test(textOf(source, of))) return [];
    const assigned = node.parent?.name === 'AssignStatement' && node.nextSibling?.name === 'AssignOp';
    const name = stringOf(source, key);
    if (assigned || name === undefined) return [];
    return [
      { name: { value: name, span: spanOf(source, key) }, required: true, otherwise: undefined, conditional },
    ];
  }
  const [callee, args] = children;
  if (callee === undefined || args?.name !== 'ArgList') return [];
  if (!/^((os\.)?environ\.get|(os\.)?getenv)$/.test(textOf(source, callee).replace(/\s+/g, ''))) return [];
  const [first, second] = argumentsOf(source, args).args;
  if (first?.kind !== 'string') return [];
  return [
    { name: { value: first.value, span: first.span }, required: false, otherwise: second, conditional },
  ];
}
