import type { Located, Span } from '../stack.ts';
import type { Token } from './python-tokens.ts';

/** What Python would refuse; it says where. */
export class Unreadable extends Error {
  readonly span: Span;
  constructor(span: Span) {
    super('Python does not read this');
    this.span = span;
  }
}

const keywords: ReadonlySet<string> = new Set(
  `and as assert async await break class continue def del elif else except finally for from global if import in is lambda
   nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Whether a word is one that no name may be. */
export const isKeyword = ({ kind, text }: Token): boolean => kind === 'name' && keywords.has(text);

/** Goes over the words of a line, from left to right. */
export class PythonCursor {
  at = 0;
  protected readonly path: string;
  protected readonly tokens: readonly Token[];

  constructor(path: string, tokens: readonly Token[]) {
    this.path = path;
    this.tokens = tokens;
  }

  /** The next word; `undefined` behind the last. */
  get token(): Token | undefined {
    return this.tokens[this.at];
  }

  /** Whether the next word is this sign or keyword, or the one some words ahead. */
  is(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.text === text && token.kind !== 'string';
  }

  /** Goes past a sign or keyword, if it is the next word. */
  take(text: string): boolean {
    const is = this.is(text);
    if (is) this.at++;
    return is;
  }

  /** Goes past a sign or keyword; throws `Unreadable` when it is not the next word. */
  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  /** Throws `Unreadable` for the next word. */
  fail(): never {
    const last = this.tokens.at(-1);
    const { from, to } = this.token ?? { from: last?.to ?? 0, to: last?.to ?? 0 };
    throw new Unreadable({ path: this.path, from, to });
  }

  /** From an offset to the end of the last word that was read. */
  spanFrom(from: number): Span {
    return { path: this.path, from, to: this.tokens[this.at - 1]?.to ?? from };
  }

  /** Reads a name; throws `Unreadable` for anything else, keywords included. */
  name(): Located<string> {
    const { token } = this;
    if (token === undefined || !this.isName()) return this.fail();
    this.at++;
    return { value: token.text, span: this.spanFrom(token.from) };
  }

  /** Whether a name is next, or some words ahead. */
  isName(ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'name' && !isKeyword(token);
  }

  /** Whether an expression may begin here, or some words ahead. */
  begins(ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    if (token === undefined) return false;
    return token.kind === 'sign'
      ? /^([-+~*([{]|\.\.\.)$/.test(token.text)
      : !isKeyword(token) || /^(lambda|not|await|yield)$/.test(token.text);
  }
}
