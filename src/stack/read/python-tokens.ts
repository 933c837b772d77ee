/** A word of Python. */
export interface Token {
  /** `unreadable` is what Python would refuse: a stray sign, a string without an end. */
  kind: 'name' | 'number' | 'string' | 'sign' | 'unreadable';
  text: string;
  from: number;
  to: number;
  /** What stands between the braces of an f-string. */
  fields?: readonly { from: number; to: number }[];
}

/** A line as Python takes it: joined where brackets are open or a backslash ends it; empty ones are left out. */
export interface PythonLine {
  /** How far it is set in, in columns; a tab goes on to the next multiple of eight. */
  indent: number;
  tokens: readonly Token[];
}

const blank = /(?:[ \t\f]|\\\r?\n|\\\r)*/y;
const comment = /#[^\r\n]*/y;
const lineEnd = /\r\n?|\n/y;
const name = /[\p{L}_][\p{L}\p{N}\p{M}\p{Pc}]*/uy;
const number = /(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?[\d_]+)?)[jJlL]?/y;
const opening = /([rRbBuUfFtT]{0,2})("""|'''|"|')/y;
const sign =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|!=|->|:=|[-+*/%@&|^<>=]=|\*\*|\/\/|<<|>>|[-+*/%@&|^~<>()[\]{},:;.=!]/y;

/** Where a pattern ends that begins at an offset; `undefined` when it does not begin there. */
function behind(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Splits Python into its lines and words. Takes any text; comments are left out. */
export function pythonLines(text: string): PythonLine[] {
  const lines: PythonLine[] = [];
  let tokens: Token[] = [];
  let indent = 0;
  let depth = 0;
  let lineStart = text.startsWith('\ufeff') ? 1 : 0;
  let at = lineStart;
  const close = (): void => {
    if (tokens.length > 0) lines.push({ indent, tokens });
    tokens = [];
  };
  while (at < text.length) {
    at = behind(blank, text, at) ?? at;
    at = behind(comment, text, at) ?? at;
    const next = behind(lineEnd, text, at);
    if (next !== undefined) {
      if (depth === 0) close();
      at = lineStart = next;
      continue;
    }
    if (at >= text.length) break;
    if (tokens.length === 0) indent = columns(text.slice(lineStart, at));
    const token = tokenAt(text, at);
    tokens.push(token);
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text)) depth = Math.max(0, depth - 1);
    at = token.to;
  }
  close();
  return lines;
}

/** The words of a part of a text, as if it stood in brackets. */
export function tokensBetween(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  const part = text.slice(0, to);
  for (let at = from; ;) {
    at = behind(/[\s\\]*/y, part, at) ?? at;
    if (at >= to) return tokens;
    const token = tokenAt(part, at);
    tokens.push(token);
    at = token.to;
  }
}

function columns(blanks: string): number {
  let column = 0;
  for (const char of blanks) {
    if (char === '\t') column += 8 - (column % 8);
    else if (char === '\f') column = 0;
    else column++;
  }
  return column;
}

function tokenAt(text: string, at: number): Token {
  const ended = (kind: Token['kind'], to: number): Token => ({
    kind,
    text: text.slice(at, to),
    from: at,
    to,
  });
  opening.lastIndex = at;
  const [start, prefix = '', quote] = opening.exec(text) ?? [];
  if (start !== undefined && quote !== undefined) {
    const string = stringBehind(text, at + start.length, quote, /[fFtT]/.test(prefix));
    return string.closed
      ? { ...ended('string', string.to), fields: string.fields }
      : ended('unreadable', string.to);
  }
  const kinds = [
    ['name', name],
    ['number', number],
    ['sign', sign],
  ] as const;
  for (const [kind, pattern] of kinds) {
    const to = behind(pattern, text, at);
    if (to !== undefined) return ended(kind, to);
  }
  return ended('unreadable', at + 1);
}

interface StringEnd {
  to: number;
  closed: boolean;
  fields: { from: number; to: number }[];
}

/** The rest of a string behind its opening quotes. A line's end closes those with one quote, though not well. */
function stringBehind(text: string, from: number, quote: string, formatted: boolean): StringEnd {
  const fields: StringEnd['fields'] = [];
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (text.startsWith(quote, at)) return { to: at + quote.length, closed: true, fields };
    if (quote.length === 1 && /[\r\n]/.test(char)) return { to: at, closed: false, fields };
    if (char === '\\') at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (formatted && char === '{' && text[at + 1] === '{') at += 2;
    else if (formatted && char === '{') {
      const to = closingBrace(text, at + 1);
      fields.push({ from: at + 1, to });
      at = to;
    } else at++;
  }
  return { to: text.length, closed: false, fields };
}

/** Where the braces of a field end: at their `}`. Strings in it may have the same quotes as the one around it. */
function closingBrace(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/[\r\n]/.test(char)) return at;
    if (/[)\]}]/.test(char) && depth-- === 0) return at;
    if (/[([{]/.test(char)) depth++;
    opening.lastIndex = at;
    const [start = char, , quote] = opening.exec(text) ?? [];
    at += start.length;
    if (quote !== undefined) at = stringBehind(text, at, quote, false).to;
  }
  return text.length;
}
