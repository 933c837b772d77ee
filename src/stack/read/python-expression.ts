import type { Located, Span } from '../stack.ts';
import { isKeyword, PythonCursor } from './python-cursor.ts';
import { tokensBetween, type Token } from './python-tokens.ts';
import { numberOf, stringOf, type PythonValue } from './python-value.ts';

/** A variable that is read from the environment. */
export interface EnvironmentRead {
  name: Located<string>;
  /** It stops the program when the variable is not set. */
  required: boolean;
  /** What it gives instead, where that is written. */
  otherwise: PythonValue | undefined;
  conditional: boolean;
}

/** Where the expressions of a file come from, and what is noted down while they are read. */
export interface Source {
  path: string;
  text: string;
  environment: EnvironmentRead[];
}

const binary = /^(\*\*?|\/\/?|[-+%@&|^<>]|<<|>>|[<>=!]=|and|or|in|is|:=)$/;
/** Between the parts of parameters, patterns and the heads of `with` and `except`. */
const between = /^(,|:|=|\/|\*\*?|->|as|if|else)$/;
const environ = /^(os\.)?environ$/;
const environGet = /^((os\.)?environ\.get|(os\.)?getenv)$/;
/** Brackets deeper than this are refused, as Python does. */
const deepest = 200;

/** Reads the expressions of a line from left to right. Every method throws `Unreadable` where Python would stop. */
export class ExpressionReader extends PythonCursor {
  private depth = 0;
  /** What is read may not happen. */
  conditional: boolean;
  private readonly source: Source;

  constructor(source: Source, tokens: readonly Token[], conditional: boolean) {
    super(source.path, tokens);
    this.source = source;
    this.conditional = conditional;
  }

  /** One expression, or several with commas between them: a tuple. */
  expressions(): PythonValue {
    const from = this.token?.from ?? 0;
    if (this.take('yield')) {
      this.take('from');
      if (this.begins()) this.expressions();
      return this.other(from);
    }
    const first = this.item();
    if (!this.is(',')) return first.spread ? this.other(from) : first.value;
    const items = [first];
    while (this.take(',')) if (this.begins()) items.push(this.item());
    return this.collection('tuple', items, from);
  }

  /** One expression, a condition and all. */
  expression(): PythonValue {
    const from = this.token?.from ?? 0;
    const before = this.source.environment.length;
    const value = this.operation();
    if (!this.is('if')) return value;
    while (this.take('if')) {
      this.operation();
      this.expect('else');
      this.operation();
    }
    for (const read of this.source.environment.slice(before)) read.conditional = true;
    return this.other(from);
  }

  /** What stands on the left of `=` or of `in`, where `in` is no operator. */
  targets(): void {
    do {
      this.take('*');
      this.operand();
    } while (this.take(',') && this.begins());
  }

  /** Operands with operators between them. */
  operation(): PythonValue {
    if (++this.depth > deepest) this.fail();
    const from = this.token?.from ?? 0;
    let value = this.operand();
    while (this.operator()) {
      this.operand();
      value = this.other(from);
    }
    this.depth--;
    return value;
  }

  private operator(): boolean {
    const { token } = this;
    if (token === undefined || token.kind === 'string') return false;
    if (token.text === 'not' && this.is('in', 1)) this.at++;
    else if (!binary.test(token.text)) return false;
    this.at++;
    if (token.text === 'is') this.take('not');
    return true;
  }

  private operand(): PythonValue {
    const from = this.token?.from ?? 0;
    let plain = true;
    while (this.take('not') || this.take('-') || this.take('+') || this.take('~') || this.take('await'))
      plain = false;
    const value = this.is('lambda') ? this.lambda() : this.trailers();
    return plain ? value : this.other(from);
  }

  private lambda(): PythonValue {
    const from = this.token?.from ?? 0;
    const outside = this.conditional;
    this.conditional = true;
    this.at++;
    while (!this.take(':')) {
      if (!this.take(',') && !this.take('*') && !this.take('**') && !this.take('/')) this.name();
      if (this.take('=')) this.expression();
    }
    this.expression();
    this.conditional = outside;
    return this.other(from);
  }

  private atom(): PythonValue {
    const { token } = this;
    if (token === undefined || token.kind === 'unreadable') return this.fail();
    const { from, text, kind } = token;
    if (kind === 'string') return this.strings();
    if (text === '(') return this.parentheses();
    if (text === '[') return this.list();
    if (text === '{') return this.braces();
    if (isKeyword(token)) this.fail();
    if (kind === 'sign' && text !== '...') this.fail();
    this.at++;
    const span = this.spanFrom(from);
    if (kind === 'number') return numberOf(text, span);
    if (text === 'None') return { kind: 'none', span };
    if (text === 'True' || text === 'False') return { kind: 'boolean', value: text === 'True', span };
    return kind === 'name' ? { kind: 'name', value: text, span } : { kind: 'other', span };
  }

  private strings(): PythonValue {
    const from = this.token?.from ?? 0;
    const parts: string[] = [];
    for (let { token } = this; token?.kind === 'string'; { token } = this) {
      for (const field of token.fields ?? []) {
        const inside = tokensBetween(this.source.text, field.from, field.to);
        new ExpressionReader(this.source, inside, this.conditional).expressions();
      }
      parts.push(token.text);
      this.at++;
    }
    return stringOf(parts, this.spanFrom(from));
  }

  /** An atom with the `.name`, `[key]` and `(arguments)` behind it. */
  private trailers(): PythonValue {
    const from = this.token?.from ?? 0;
    let value = this.atom();
    for (;;) {
      const callee = this.spanFrom(from);
      if (this.take('.')) {
        this.name();
        value = this.other(from);
      } else if (this.is('[')) {
        this.subscript(callee);
        value = this.other(from);
      } else if (this.is('(')) value = this.call(callee);
      else return value;
    }
  }

  private textOf({ from, to }: Span): string {
    return this.source.text.slice(from, to).replace(/\s+/g, '');
  }

  private subscript(of: Span): void {
    this.expect('[');
    const key = this.token?.kind === 'string' ? this.tokens[this.at] : undefined;
    const alone = key !== undefined && this.is(']', 1);
    while (!this.take(']')) if (!this.take(':') && !this.take(',')) this.item();
    // In front of `=` it is set, not read.
    if (!alone || this.is('=') || !environ.test(this.textOf(of))) return;
    const name = stringOf([key.text], { path: of.path, from: key.from, to: key.to });
    if (name.kind === 'string') this.note(name, true, undefined);
  }

  private call(callee: Span): PythonValue {
    const args: PythonValue[] = [];
    const named = new Map<string, PythonValue>();
    const name = this.textOf(callee);
    const position = this.source.environment.length;
    this.expect('(');
    while (!this.take(')')) {
      if (this.is('=', 1)) {
        const { value } = this.name();
        this.at++;
        named.set(value, this.expression());
      } else {
        const spread = this.take('**') || this.is('*');
        const from = this.token?.from ?? 0;
        const { value } = this.item();
        if (!spread) args.push(this.comprehension() ? this.other(from) : value);
      }
      if (!this.take(',') && !this.is(')')) this.fail();
    }
    const [first, second] = args;
    if (first?.kind === 'string' && environGet.test(name)) this.note(first, false, second, position);
    return { kind: 'call', callee: name, args, keywords: named, span: this.spanFrom(callee.from) };
  }

  private note(
    { value, span }: PythonValue & { kind: 'string' },
    required: boolean,
    otherwise: PythonValue | undefined,
    position = this.source.environment.length,
  ): void {
    const read = { name: { value, span }, required, otherwise, conditional: this.conditional };
    this.source.environment.splice(position, 0, read);
  }

  private parentheses(): PythonValue {
    const from = this.token?.from ?? 0;
    this.expect('(');
    if (this.take(')')) return this.collection('tuple', [], from);
    if (this.is('yield')) {
      this.expressions();
      this.expect(')');
      return this.other(from);
    }
    const { items, commas, comprehension } = this.items(')');
    const [only] = items;
    if (comprehension || only === undefined) return this.other(from);
    return commas || only.spread
      ? this.collection('tuple', items, from)
      : { ...only.value, span: this.spanFrom(from) };
  }

  private list(): PythonValue {
    const from = this.token?.from ?? 0;
    this.expect('[');
    const { items, comprehension } = this.items(']');
    return comprehension ? this.other(from) : this.collection('list', items, from);
  }

  private items(close: string): { items: Item[]; commas: boolean; comprehension: boolean } {
    const items: Item[] = [];
    let [commas, comprehension] = [false, false];
    while (!this.take(close)) {
      items.push(this.item());
      if (this.comprehension()) comprehension = true;
      // A pattern of `case`.
      if (this.take('as')) this.name();
      if (this.take(',')) commas = true;
      else if (!this.is(close)) this.fail();
    }
    return { items, commas, comprehension };
  }

  private braces(): PythonValue {
    const from = this.token?.from ?? 0;
    const entries: { key: PythonValue; value: PythonValue }[] = [];
    let isDict = this.is('}', 1);
    let computed = false;
    this.expect('{');
    while (!this.take('}')) {
      if (this.take('**')) {
        this.operation();
        isDict = true;
      } else {
        const { value: key } = this.item();
        if (this.take(':')) {
          entries.push({ key, value: this.expression() });
          isDict = true;
        }
        if (this.comprehension()) computed = true;
      }
      if (!this.take(',') && !this.is('}')) this.fail();
    }
    return isDict && !computed ? { kind: 'dict', entries, span: this.spanFrom(from) } : this.other(from);
  }

  /** Takes the clauses of a comprehension, where there are some. */
  private comprehension(): boolean {
    if (!this.is('for') && !(this.is('async') && this.is('for', 1))) return false;
    while (this.take('for') || (this.take('async') && this.take('for'))) {
      this.targets();
      this.expect('in');
      this.operation();
      while (this.take('if')) this.operation();
    }
    return true;
  }

  private item(): Item {
    const spread = this.take('*');
    return { value: spread ? this.operation() : this.expression(), spread };
  }

  private collection(kind: 'list' | 'tuple', items: readonly Item[], from: number): PythonValue {
    return {
      kind,
      items: items.flatMap(({ value, spread }) => (spread ? [] : [value])),
      complete: !items.some(({ spread }) => spread),
      span: this.spanFrom(from),
    };
  }

  private other(from: number): PythonValue {
    return { kind: 'other', span: this.spanFrom(from) };
  }

  /** Passes over expressions and whatever may stand between them in the head of a statement, up to a sign. */
  skim(close: string): void {
    while (!this.take(close)) {
      if (this.token !== undefined && between.test(this.token.text)) this.at++;
      else this.operation();
    }
  }
}

/** A value among others. */
interface Item {
  value: PythonValue;
  /** `*value` */
  spread: boolean;
}
