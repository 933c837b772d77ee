import { cut, join, untraced, type Traced } from './traced.ts';

/** What a name stands for: its value, `null` when it is not set, `undefined` when that cannot be known. */
export type Lookup = (name: string) => string | null | undefined;

/** Text with its variables replaced and its quotes taken off. */
export interface Expanded {
  /** `undefined` where a variable's value cannot be known. */
  value: Traced | undefined;
  /** Why Docker refuses the line: a quote or a brace is not closed, it does not know such a `${…}`, or `${…:?}` has no value. */
  refused: 'unclosed-quote' | 'substitution' | 'unset' | undefined;
}

const special = new Set(['"', "'", '$']);

/**
 * Expands text as BuildKit's `shell.Lex` does: both kinds of quotes, the escape character, `$NAME`, `${NAME}` and the
 * forms with a default (`:-`, `-`, `:+`, `+`, `:?`, `?`). Forms that match patterns (`#`, `%`, `/`) give no known value.
 */
export function expand(text: Traced, lookup: Lookup, escape: string): Expanded {
  if (!/["'$]/.test(text.text) && !text.text.includes(escape)) return { value: text, refused: undefined };
  const pieces: Traced[] = [];
  let known = true;
  let refused: Expanded['refused'];
  let quoted = false;
  let at = 0;
  const source = text.text;

  while (at < source.length && refused === undefined) {
    const char = source[at];
    if (char === "'" && !quoted) {
      const end = source.indexOf("'", at + 1);
      if (end === -1) refused = 'unclosed-quote';
      else pieces.push(cut(text, at + 1, end));
      at = end + 1;
    } else if (char === '"') {
      quoted = !quoted;
      at++;
    } else if (char === escape && at + 1 < source.length) {
      const keeps = quoted && !['"', '$', escape].includes(source[at + 1] ?? '');
      pieces.push(cut(text, keeps ? at : at + 1, at + 2));
      at += 2;
    } else if (char === '$') {
      const variable = readVariable(text, at, lookup, escape);
      if (variable.value === undefined) known = false;
      else pieces.push(variable.value);
      refused = variable.refused;
      at = variable.end;
    } else {
      const from = at++;
      while (at < source.length && !special.has(source.charAt(at)) && source[at] !== escape) at++;
      pieces.push(cut(text, from, at));
    }
  }
  if (quoted) refused ??= 'unclosed-quote';
  const value = pieces.length === 0 ? cut(text, source.length) : join(pieces);
  return { value: known && refused === undefined ? value : undefined, refused };
}

interface Variable extends Expanded {
  end: number;
}

function readVariable(text: Traced, at: number, lookup: Lookup, escape: string): Variable {
  const source = text.text;
  const plain = /^\$([A-Za-z_]\w*|[@*#?$!0-9-])/.exec(source.slice(at));
  if (plain?.[1] !== undefined) {
    const value = valueOf(lookup(plain[1]));
    return { value, refused: undefined, end: at + plain[0].length };
  }
  const braced = /^\$\{([A-Za-z_]\w*|[0-9])/.exec(source.slice(at));
  if (braced?.[1] === undefined)
    return source[at + 1] === '{'
      ? { value: undefined, refused: 'substitution', end: source.length }
      : { value: cut(text, at, at + 1), refused: undefined, end: at + 1 };
  const operatorAt = at + braced[0].length;
  const end = closingBrace(source, operatorAt, escape);
  if (end === undefined) return { value: undefined, refused: 'unclosed-quote', end: source.length };
  if (!/^(}|:?[-+?]|[#%/])/.test(source.slice(operatorAt, operatorAt + 2)))
    return { value: undefined, refused: 'substitution', end: source.length };
  const found = lookup(braced[1]);
  const inside = cut(text, operatorAt, end);
  if (found === null && /^:?\?/.test(inside.text))
    return { value: undefined, refused: 'unset', end: end + 1 };
  return { value: modified(inside, found, lookup, escape), refused: undefined, end: end + 1 };
}

const valueOf = (found: string | null | undefined): Traced | undefined =>
  found === undefined ? undefined : untraced(found ?? '');

/** What `${NAME…}` gives, by the text between the name and the brace. */
function modified(
  inside: Traced,
  found: string | null | undefined,
  lookup: Lookup,
  escape: string,
): Traced | undefined {
  if (inside.text === '') return valueOf(found);
  const operator = /^(:?)([-+?])/.exec(inside.text);
  if (operator === null || found === undefined) return undefined;
  const operand = expand(cut(inside, operator[0].length), lookup, escape).value;
  const isSet = operator[1] === ':' ? found !== null && found !== '' : found !== null;
  switch (operator[2]) {
    case '-':
      return isSet ? valueOf(found) : operand;
    case '+':
      return isSet ? operand : untraced('');
    default:
      return isSet ? valueOf(found) : undefined;
  }
}

function closingBrace(source: string, from: number, escape: string): number | undefined {
  let depth = 1;
  for (let at = from; at < source.length; at++) {
    const char = source[at];
    if (char === escape) at++;
    else if (char === '$' && source[at + 1] === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return undefined;
}
