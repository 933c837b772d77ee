import { parse, type Command, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import type { Located, Span } from '../stack.ts';
import type { Lookup } from './expand.ts';
import { expandWord, type Field, type Variables } from './shell-expand.ts';
import { cut, spanOf, type Traced, type Value } from './traced.ts';
import { unwrapped } from './wrappers.ts';

/** A shell script: the text of a RUN, of a shell-form CMD, or a file. */
export interface ShellScript {
  path: string;
  text: Traced;
  tree: ParsedScript;
  /** What the shell cannot read. */
  errors: readonly Located<string>[];
}

/** What a command stands in, from the outside in. Commands at the top of a script stand in nothing. */
type Within =
  | 'condition' //    of if, while, until
  | 'branch' //       of if, case
  | 'loop'
  | 'function'
  | 'subshell'
  | 'substitution' // $(…) and `…`
  | 'background';

/** One simple command. */
export interface ShellCommand {
  span: Span;
  /** Its words after expansion. A word of which the value cannot be known may be several words, or none. */
  words: readonly Value[];
  /** What runs, without its folder and without what only wraps it (`exec`, `env`, `sudo`, `gosu app`, ...). */
  program: string | undefined;
  /** That word, with the folder if one is written. */
  programWord: Value | undefined;
  /** What follows the program. */
  args: readonly Value[];
  /** `NAME=value` in front of it, for this command alone, or for the rest of the script when there is no command. */
  assignments: readonly { name: Located<string>; value: Value }[];
  redirects: readonly { operator: string; target: Value | undefined }[];
  /** What stands between it and the command before; `undefined` for the first of its list. */
  joined: '&&' | '||' | ';' | '|' | undefined;
  within: readonly Within[];
  /** The folder that `cd` has led to: absolute, or relative to where the script began (`.`); `undefined` if unknown. */
  directory: string | undefined;
}

/** Reads shell text; takes any. */
export function readShell(path: string, text: Traced): ShellScript {
  const tree = parse(text.text);
  const errors = (tree.errors ?? []).map(({ message, pos }): Located<string> => {
    const at = Math.min(pos, Math.max(0, text.text.length - 1));
    return { value: message, span: spanOf(path, cut(text, at, Math.min(at + 1, text.text.length))) };
  });
  return { path, text, tree, errors };
}

/** The simple commands of a script in the order of its text, their words expanded with the variables given and its own. */
export function commandsOf(script: ShellScript, lookup: Lookup): ShellCommand[] {
  const walker = new Walker(script, { lookup, own: new Map() });
  walker.all(script.tree.commands, { within: [], joined: undefined });
  return walker.commands;
}

interface Where {
  within: readonly Within[];
  joined: ShellCommand['joined'];
}

/** Goes through a script once, from top to bottom, and keeps track of variables and of `cd`. */
class Walker {
  readonly commands: ShellCommand[] = [];
  private directory: string | undefined = '.';
  private readonly script: ShellScript;
  private readonly variables: Variables;

  constructor(script: ShellScript, variables: Variables) {
    this.script = script;
    this.variables = variables;
  }

  all(nodes: readonly SyntaxNode[], where: Where): void {
    nodes.forEach((node, index) => {
      this.node(node, index === 0 ? where : { ...where, joined: ';' });
    });
  }

  private node(node: SyntaxNode | undefined, where: Where): void {
    if (node === undefined) return;
    const into = (within: Within, ...nodes: (SyntaxNode | undefined)[]): void => {
      const inside = { within: [...where.within, within], joined: undefined };
      for (const child of nodes) this.node(child, inside);
    };
    switch (node.type) {
      case 'Statement':
        if (node.background === true) into('background', node.command);
        else this.node(node.command, where);
        return;
      case 'AndOr':
        node.commands.forEach((child, index) => {
          this.node(child, index === 0 ? where : { ...where, joined: node.operators[index - 1] });
        });
        return;
      case 'Pipeline':
        node.commands.forEach((child, index) => {
          this.node(child, index === 0 ? where : { ...where, joined: '|' });
        });
        return;
      case 'CompoundList':
        this.all(node.commands, where);
        return;
      case 'BraceGroup':
        this.node(node.body, where);
        return;
      case 'Redirected':
        this.node(node.command, where);
        return;
      case 'Subshell': {
        const outside = this.directory;
        into('subshell', node.body);
        this.directory = outside;
        return;
      }
      case 'If':
        into('condition', node.clause);
        into('branch', node.then);
        for (const other of node.elif) {
          into('condition', other.clause);
          into('branch', other.then);
        }
        into('branch', node.else);
        return;
      case 'Case':
        for (const item of node.items) into('branch', item.body);
        return;
      case 'While':
        into('condition', node.clause);
        into('loop', node.body);
        return;
      case 'For':
      case 'Select':
        this.variables.own.set(node.name.value, undefined);
        into('loop', node.body);
        return;
      case 'ArithmeticFor':
        into('loop', node.body);
        return;
      case 'Function':
      case 'Coproc':
        into('function', node.body);
        return;
      case 'Command':
        this.command(node, where);
    }
  }

  private command(node: Command, where: Where): void {
    const assignments = node.prefix.flatMap((part) => {
      if (part.type !== 'Assignment') return [];
      const name = this.locate(part.pos, part.pos + part.name.length);
      const value = part.value.type === 'Word' ? this.single(part.value, where) : undefined;
      return [{ name, value: value ?? this.unknown(part.pos, part.end), traced: value?.traced }];
    });
    const written = [node.name, ...node.args].filter((word) => word !== undefined);
    const words = written.flatMap((word): Value[] =>
      word.type === 'Word' ? this.fields(word, where) : this.argument(word, where),
    );
    const { program, args } = unwrapped(words);
    const name = program?.value?.split('/').at(-1);
    const command: ShellCommand = {
      span: this.locate(node.pos, node.end).span,
      words,
      program: name,
      programWord: program,
      args,
      assignments: assignments.map(({ name: assigned, value }) => ({ name: assigned, value })),
      redirects: node.redirects.map((redirect) => ({
        operator: redirect.operator,
        target:
          redirect.type === 'HereDoc' || redirect.target === undefined
            ? undefined
            : this.single(redirect.target, where),
      })),
      ...where,
      directory: this.directory,
    };
    this.commands.push(command);
    if (words.length === 0)
      for (const {
        name: { value: variable },
        traced,
      } of assignments)
        this.variables.own.set(variable, where.within.length === 0 ? traced : undefined);
    this.effect(command);
  }

  /** What a command changes for those behind it. */
  private effect({ program, args, within, joined }: ShellCommand): void {
    const certain = within.every((each) => each === 'subshell') && joined !== '||' && joined !== '|';
    if (program === 'cd') {
      const target = args.find(({ value }) => value?.startsWith('-') !== true);
      this.directory = certain ? changed(this.directory, target?.value) : undefined;
    } else if (program === 'unset' || program === 'read') {
      for (const { value } of args) if (value !== undefined) this.variables.own.set(value, undefined);
    }
  }

  /** `export NAME=value` and its like. */
  private argument(part: Extract<Command['args'][number], { type: 'Assignment' }>, where: Where): Value[] {
    const value = part.value.type === 'Word' ? this.single(part.value, where) : undefined;
    this.variables.own.set(part.name, where.within.length === 0 ? value?.traced : undefined);
    const { value: written, span } = this.locate(part.pos, part.end);
    return [{ value: value?.value === undefined ? undefined : `${part.name}=${value.value}`, written, span }];
  }

  private fields(word: Word, where: Where): Field[] {
    this.substitutions(word, where);
    return expandWord(this.script, word, this.variables);
  }

  /** A word that is not split: the value of an assignment, the target of a redirection. */
  private single(word: Word, where: Where): Field | undefined {
    this.substitutions(word, where);
    return expandWord(this.script, word, this.variables, false)[0];
  }

  private substitutions(word: Word, where: Where): void {
    const inside: Where = { within: [...where.within, 'substitution'], joined: undefined };
    const outside = this.directory;
    const visit = (parts: readonly SyntaxNode[] | undefined): void => {
      for (const part of parts ?? []) {
        // A script with a source of its own comes from escaped backticks: its places are not those of this text.
        if (part.type === 'CommandExpansion' && part.script !== undefined && part.script.source === undefined)
          this.all(part.script.commands, inside);
        if (part.type === 'DoubleQuoted') visit(part.parts);
      }
    };
    visit(word.parts);
    this.directory = outside;
  }

  private unknown(from: number, to: number): Value {
    const { value, span } = this.locate(from, to);
    return { value: undefined, written: value, span };
  }

  private locate(from: number, to: number): Located<string> {
    const piece = cut(this.script.text, from, Math.max(from, to));
    return { value: piece.text, span: spanOf(this.script.path, piece) };
  }
}

const changed = (from: string | undefined, to: string | undefined): string | undefined => {
  if (to === undefined || to.startsWith('~')) return undefined;
  return to.startsWith('/') ? to : from && `${from}/${to}`;
};
