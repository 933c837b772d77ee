import type { SyntaxNode } from '@lezer/common';
import type { Located, Span } from '../stack.ts';

/** A value as Python writes it, as far as rules ask. What is computed is `other`. */
export type PythonValue = { span: Span } & (
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'none' }
  /** Not `complete` where `*others` are spread into it. */
  | { kind: 'list' | 'tuple'; items: readonly PythonValue[]; complete: boolean }
  | { kind: 'dict'; entries: readonly { key: PythonValue; value: PythonValue }[] }
  | { kind: 'call'; callee: string; args: readonly PythonValue[]; keywords: ReadonlyMap<string, PythonValue> }
  | { kind: 'name'; value: string }
  | { kind: 'other' }
);

/** A file's text, for the places of its nodes. */
export interface Source {
  path: string;
  text: string;
}

export const spanOf = ({ path }: Source, { from, to }: SyntaxNode): Span => ({ path, from, to });
export const textOf = ({ text }: Source, { from, to }: SyntaxNode): string => text.slice(from, to);
export const locate = (source: Source, node: SyntaxNode): Located<string> => ({
  value: textOf(source, node),
  span: spanOf(source, node),
});

/** The nodes right below, comments left out. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'Comment') children.push(child);
  return children;
}

/** What a call is given, by place and by name; `*args` and `**kwargs` are left out. */
export function argumentsOf(
  source: Source,
  list: SyntaxNode,
): { args: PythonValue[]; keywords: Map<string, PythonValue> } {
  const args: PythonValue[] = [];
  const keywords = new Map<string, PythonValue>();
  for (const child of childrenOf(list)) {
    if (/^[(),*]+$/.test(child.name) || child.name === 'AssignOp') continue;
    if (child.nextSibling?.name === 'AssignOp' || child.prevSibling?.name.startsWith('*') === true) continue;
    if (child.prevSibling?.name !== 'AssignOp') args.push(pythonValue(source, child));
    else if (child.prevSibling.prevSibling !== null)
      keywords.set(textOf(source, child.prevSibling.prevSibling), pythonValue(source, child));
  }
  return { args, keywords };
}

/** Reads an expression. */
export function pythonValue(source: Source, node: SyntaxNode): PythonValue {
  const span = spanOf(source, node);
  const inner = (): SyntaxNode[] => childrenOf(node).filter(({ name }) => !/^[[\](){},:]$/.test(name));
  switch (node.name) {
    case 'String':
    case 'ContinuedString': {
      const value = stringOf(source, node);
      return value === undefined ? { kind: 'other', span } : { kind: 'string', value, span };
    }
    case 'Number': {
      const value = Number(textOf(source, node).replaceAll('_', ''));
      return Number.isNaN(value) ? { kind: 'other', span } : { kind: 'number', value, span };
    }
    case 'Boolean':
      return { kind: 'boolean', value: textOf(source, node) === 'True', span };
    case 'None':
      return { kind: 'none', span };
    case 'VariableName':
      return { kind: 'name', value: textOf(source, node), span };
    case 'ArrayExpression':
    case 'TupleExpression':
      return {
        kind: node.name === 'ArrayExpression' ? 'list' : 'tuple',
        items: inner()
          .filter(({ name, prevSibling }) => name !== '*' && prevSibling?.name !== '*')
          .map((item) => pythonValue(source, item)),
        complete: node.getChild('*') === null,
        span,
      };
    case 'ParenthesizedExpression': {
      const [only] = inner();
      return only === undefined ? { kind: 'other', span } : { ...pythonValue(source, only), span };
    }
    case 'DictionaryExpression':
      return dictionary(source, node, span);
    case 'CallExpression': {
      const [callee, args] = childrenOf(node);
      if (callee === undefined || args === undefined) return { kind: 'other', span };
      return {
        kind: 'call',
        callee: textOf(source, callee).replace(/\s+/g, ''),
        ...argumentsOf(source, args),
        span,
      };
    }
    default:
      return { kind: 'other', span };
  }
}

function dictionary(source: Source, node: SyntaxNode, span: Span): PythonValue {
  const entries = childrenOf(node).flatMap((colon) => {
    if (colon.name !== ':' || colon.prevSibling === null || colon.nextSibling === null) return [];
    return [{ key: pythonValue(source, colon.prevSibling), value: pythonValue(source, colon.nextSibling) }];
  });
  return { kind: 'dict', entries, span };
}

/** The value of a plain string, also of several that follow each other; `undefined` for bytes and for f-strings. */
export function stringOf(source: Source, node: SyntaxNode): string | undefined {
  if (node.name === 'ContinuedString') {
    const parts = childrenOf(node).map((part) => stringOf(source, part));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  const match = /^([rRuU]?)("""|'''|"|')([^]*)\2$/.exec(textOf(source, node));
  if (match?.[3] === undefined) return undefined;
  if (match[1]?.toLowerCase() === 'r' || !match[3].includes('\\')) return match[3];
  // Anything beyond the escapes of one character is left unknown.
  return /\\[^\\'"n]/.test(match[3])
    ? undefined
    : match[3].replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
