import type { StreamParser, StringStream } from '@codemirror/language';

/** A stretch of a text and the name that a stream parser gave it. */
export interface NamedStretch {
  from: number;
  to: number;
  name: string;
}

/**
 * Runs one of CodeMirror's stream parsers over a text, without CodeMirror.
 *
 * The class of that name in `@codemirror/language` brings the whole editor view along (83 kB compressed); a page that
 * is only read needs the tokens. A test holds both against each other.
 */
export function runStream<State>(parser: StreamParser<State>, text: string): NamedStretch[] {
  const stretches: NamedStretch[] = [];
  const state = parser.startState?.(indentUnit) ?? ({} as State);
  let start = 0;
  for (const line of text.split('\n')) {
    if (line === '') parser.blankLine?.(state, indentUnit);
    const stream = new LineStream(line);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const name = readToken(parser, stream, state);
      if (name !== null && name !== '')
        stretches.push({ from: start + stream.start, to: start + stream.pos, name });
    }
    start += line.length + 1;
  }
  return stretches;
}

const indentUnit = 4;
const tabSize = 4;

/** A parser may return without moving, to look again in another state; ten times is what CodeMirror allows. */
function readToken<State>(parser: StreamParser<State>, stream: LineStream, state: State): string | null {
  for (let tries = 0; tries < 10; tries += 1) {
    // `StringStream` has a private field, so a class that has its whole public face still needs the cast.
    const name = parser.token(stream as unknown as StringStream, state);
    if (stream.pos > stream.start) return name;
  }
  stream.next();
  return null;
}

/** One line, read from left to right: the public face of CodeMirror's `StringStream`. */
class LineStream {
  pos = 0;
  start = 0;
  readonly indentUnit = indentUnit;
  readonly string: string;

  constructor(line: string) {
    this.string = line;
  }

  eol(): boolean {
    return this.pos >= this.string.length;
  }

  sol(): boolean {
    return this.pos === 0;
  }

  peek(): string | undefined {
    return this.string.charAt(this.pos) || undefined;
  }

  next(): string | undefined {
    const char = this.peek();
    if (char !== undefined) this.pos += 1;
    return char;
  }

  eat(match: string | RegExp | ((char: string) => boolean)): string | undefined {
    const char = this.peek();
    if (char === undefined) return undefined;
    const fits =
      typeof match === 'string' ? char === match : match instanceof RegExp ? match.test(char) : match(char);
    return fits ? this.next() : undefined;
  }

  eatWhile(match: string | RegExp | ((char: string) => boolean)): boolean {
    const from = this.pos;
    while (this.eat(match) !== undefined);
    return this.pos > from;
  }

  eatSpace(): boolean {
    return this.eatWhile(/[\s\u00a0]/);
  }

  skipToEnd(): void {
    this.pos = this.string.length;
  }

  skipTo(char: string): boolean | undefined {
    const found = this.string.indexOf(char, this.pos);
    if (found === -1) return undefined;
    this.pos = found;
    return true;
  }

  backUp(by: number): void {
    this.pos -= by;
  }

  column(): number {
    return columnOf(this.string.slice(0, this.start));
  }

  indentation(): number {
    return columnOf(/^\s*/.exec(this.string)?.[0] ?? '');
  }

  match(
    pattern: string | RegExp,
    consume = true,
    caseInsensitive = false,
  ): boolean | RegExpMatchArray | null {
    if (typeof pattern === 'string') {
      const fold = (text: string) => (caseInsensitive ? text.toLowerCase() : text);
      if (fold(this.string.slice(this.pos, this.pos + pattern.length)) !== fold(pattern)) return null;
      if (consume) this.pos += pattern.length;
      return true;
    }
    const found = this.string.slice(this.pos).match(pattern);
    if (found === null || (found.index ?? 0) > 0) return null;
    if (consume) this.pos += found[0].length;
    return found;
  }

  current(): string {
    return this.string.slice(this.start, this.pos);
  }
}

const columnOf = (text: string): number =>
  [...text].reduce((column, char) => column + (char === '\t' ? tabSize - (column % tabSize) : 1), 0);
