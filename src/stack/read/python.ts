import type { Located, Span, StackFile } from '../stack.ts';
import { Unreadable } from './python-cursor.ts';
import { ExpressionReader, type EnvironmentRead, type Source } from './python-expression.ts';
import { pythonLines, type PythonLine } from './python-tokens.ts';
import type { PythonValue } from './python-value.ts';

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

/** What a Python file says. */
export interface PythonFile {
  path: string;
  assignments: readonly PythonAssignment[];
  imports: readonly PythonImport[];
  environment: readonly EnvironmentRead[];
  /** Functions and classes at the top of the file, by name. */
  definitions: readonly Located<string>[];
  /** What could not be read, one for each line. There may be more that Python refuses: the reader is a tolerant one. */
  errors: readonly Span[];
}

/** Reads a Python file; takes any text. */
export function readPython({ path, text }: Pick<StackFile, 'path' | 'text'>): PythonFile {
  const reader = new FileReader(path, text);
  for (const line of pythonLines(text)) reader.line(line);
  return reader.file;
}

/** A statement with others in it, which are set in more than itself. */
interface Block {
  indent: number;
  /** Of the statements in it, once the first was seen. */
  inner: number | undefined;
  conditional: boolean;
}

const simple = new Set('assert break continue del global nonlocal pass raise return'.split(' '));
const compound = new Set('async class def elif else except finally for if try while with'.split(' '));
const augmented = /^(\*\*|\/\/|<<|>>|[-+*/%@&|^])=$/;

/** Reads a file line by line. What it cannot read ends with its line. */
class FileReader {
  readonly file;
  private readonly source: Source;
  private blocks: Block[] = [];

  constructor(path: string, text: string) {
    this.source = { path, text, environment: [] };
    this.file = {
      path,
      assignments: [] as PythonAssignment[],
      imports: [] as PythonImport[],
      environment: this.source.environment,
      definitions: [] as Located<string>[],
      errors: [] as Span[],
    };
  }

  line(line: PythonLine): void {
    const { indent, tokens } = line;
    const reader = new ExpressionReader(this.source, tokens, this.enter(line));
    try {
      if (this.isCompound(reader, tokens)) this.header(reader, indent);
      else if (reader.take('@')) reader.expressions();
      else this.simpleStatements(reader);
      if (reader.token !== undefined) reader.fail();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.file.errors.push(error.span);
      if (tokens.at(-1)?.text === ':') this.blocks.push({ indent, inner: undefined, conditional: true });
    }
  }

  /** Leaves the blocks that end in front of a line. Says whether the line stands in one that may not happen. */
  private enter({ indent, tokens }: PythonLine): boolean {
    let empty = false;
    for (
      let last = this.blocks.at(-1);
      last !== undefined && indent <= last.indent;
      last = this.blocks.at(-1)
    ) {
      empty ||= last.inner === undefined;
      this.blocks.pop();
    }
    const block = this.blocks.at(-1);
    if (block !== undefined) block.inner ??= indent;
    const [first] = tokens;
    if (first !== undefined && (empty || indent !== (block?.inner ?? 0)))
      this.file.errors.push({ path: this.source.path, from: first.from, to: first.to });
    return this.blocks.some(({ conditional }) => conditional);
  }

  /** `match` and `case` are names as well: what follows tells. */
  private isCompound(reader: ExpressionReader, tokens: PythonLine['tokens']): boolean {
    const [first, second] = tokens;
    if (first?.kind !== 'name' || second === undefined) return false;
    if (first.text !== 'match' && first.text !== 'case') return compound.has(first.text);
    return reader.begins(1) && (second.kind !== 'sign' || tokens.at(-1)?.text === ':');
  }

  private header(reader: ExpressionReader, indent: number): void {
    const isConditional = reader.conditional;
    reader.take('async');
    const word = reader.token?.text ?? '';
    reader.at++;
    if (word !== 'with') reader.conditional = true;
    switch (word) {
      case 'def':
      case 'class': {
        const name = reader.name();
        if (!isConditional) this.file.definitions.push(name);
        if (reader.take('[')) reader.skim(']');
        if (reader.take('(')) reader.skim(')');
        reader.skim(':');
        break;
      }
      case 'if':
      case 'elif':
      case 'while':
        reader.expressions();
        reader.expect(':');
        break;
      case 'for':
        reader.targets();
        reader.expect('in');
        reader.expressions();
        reader.expect(':');
        break;
      default:
        reader.skim(':');
    }
    if (reader.token !== undefined) this.simpleStatements(reader);
    else this.blocks.push({ indent, inner: undefined, conditional: reader.conditional });
  }

  private simpleStatements(reader: ExpressionReader): void {
    do this.simpleStatement(reader);
    while (reader.take(';') && reader.token !== undefined);
  }

  private simpleStatement(reader: ExpressionReader): void {
    if (reader.take('import')) this.import(reader);
    else if (reader.take('from')) this.importFrom(reader);
    else if (simple.has(reader.token?.text ?? '')) {
      reader.at++;
      if (reader.begins()) reader.expressions();
      if (reader.take('from')) reader.expressions();
    } else this.assignment(reader);
  }

  private assignment(reader: ExpressionReader): void {
    const from = reader.token?.from ?? 0;
    // `type NAME = value`
    if (reader.is('type') && reader.isName(1)) reader.at++;
    const targets: PythonValue[] = [];
    let value = reader.expressions();
    if (reader.take(':')) reader.expression();
    else if (augmented.test(reader.token?.text ?? '')) {
      reader.at++;
      reader.expressions();
    }
    while (reader.take('=')) {
      targets.push(value);
      value = reader.expressions();
    }
    const span = reader.spanFrom(from);
    const { conditional } = reader;
    for (const target of targets)
      for (const { at, whole } of namesIn(target))
        this.file.assignments.push({
          target: { value: this.written(at), span: at },
          // What one of several names is given is not looked for.
          value: whole ? value : { kind: 'other', span: value.span },
          span,
          conditional,
        });
  }

  private import(reader: ExpressionReader): void {
    do {
      const from = reader.token?.from ?? 0;
      this.note(reader, this.module(reader, from), []);
      if (reader.take('as')) reader.name();
    } while (reader.take(','));
  }

  private importFrom(reader: ExpressionReader): void {
    const from = reader.token?.from ?? 0;
    while (reader.take('.') || reader.take('...'));
    const module = reader.is('import') ? reader.spanFrom(from) : this.module(reader, from);
    reader.expect('import');
    const names: string[] = [];
    const inBrackets = reader.take('(');
    if (reader.take('*')) names.push('*');
    else
      do {
        names.push(reader.name().value);
        if (reader.take('as')) reader.name();
      } while (reader.take(',') && !(inBrackets && reader.is(')')));
    if (inBrackets) reader.expect(')');
    this.note(reader, module, names);
  }

  /** A name with dots in it; it may have begun further in front. */
  private module(reader: ExpressionReader, from: number): Span {
    do reader.name();
    while (reader.take('.'));
    return reader.spanFrom(from);
  }

  private note({ conditional }: ExpressionReader, module: Span, names: readonly string[]): void {
    this.file.imports.push({ module: { value: this.written(module), span: module }, names, conditional });
  }

  private written({ from, to }: Span): string {
    return this.source.text.slice(from, to).replace(/\s+/g, '');
  }
}

/** The names on the left of `=`: one that is given the whole value, or several that share it. */
function namesIn(target: PythonValue): { at: Span; whole: boolean }[] {
  if (target.kind === 'list' || target.kind === 'tuple')
    return target.items.flatMap(namesIn).map(({ at }) => ({ at, whole: false }));
  return [{ at: target.span, whole: true }];
}
