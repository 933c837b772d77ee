import { cut, inPlaceOf, trimmed, wordsOf, type Traced } from './traced.ts';

/** The strings of a JSON array, each without its quotes; `undefined` when the text is no array of strings. */
export function jsonStrings(text: Traced): Traced[] | undefined {
  const values = jsonArray(text.text);
  if (values?.every((value) => typeof value === 'string') !== true) return undefined;
  const tokens = [...text.text.matchAll(/"(?:[^"\\]|\\.)*"/g)];
  return values.map((value, index): Traced => {
    const from = (tokens[index]?.index ?? 0) + 1;
    const inside = cut(text, from, from + (tokens[index]?.[0].length ?? 2) - 2);
    // An escape is longer than what it stands for, so the characters behind one have no place of their own.
    return inside.text === value ? inside : inPlaceOf(inside, value);
  });
}

/** A JSON array of anything; `undefined` when the text is none. */
export function jsonArray(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A name and its value, both still with their quotes and variables. */
export interface Pair {
  name: Traced;
  value: Traced | undefined;
}

/**
 * The pairs of ENV, ARG and LABEL. `legacy` is the old form `NAME the rest of the line`; `stray` is a word without `=`
 * among pairs, which Docker refuses.
 */
export function readPairs(args: Traced, escape: string): { pairs: Pair[]; legacy: boolean; stray?: Traced } {
  const words = quotedWords(args, escape);
  const [first] = words;
  if (first !== undefined && !first.text.includes('=')) {
    const value = trimmed(cut(args, first.text.length));
    return { pairs: [{ name: first, value: value.text === '' ? undefined : value }], legacy: true };
  }
  const stray = words.find((word) => !word.text.includes('='));
  return {
    pairs: words.flatMap((word) => (word.text.includes('=') ? [pairOf(word)] : [])),
    legacy: false,
    ...(stray && { stray }),
  };
}

/** `NAME=value`, or a name alone. */
export function pairOf(word: Traced): Pair {
  const equals = word.text.indexOf('=');
  return equals === -1
    ? { name: word, value: undefined }
    : { name: cut(word, 0, equals), value: cut(word, equals + 1) };
}

/** Words between white space, except where it is quoted or escaped. */
export function quotedWords(args: Traced, escape: string): Traced[] {
  if (!/["']/.test(args.text) && !args.text.includes(escape)) return wordsOf(args);
  const words: Traced[] = [];
  let from: number | undefined;
  let quote = '';
  for (let at = 0; at < args.text.length; at++) {
    const char = args.text.charAt(at);
    if (quote === '' && /\s/.test(char)) {
      if (from !== undefined) words.push(cut(args, from, at));
      from = undefined;
      continue;
    }
    from ??= at;
    if (char === escape && quote !== "'") at++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  if (from !== undefined) words.push(cut(args, from));
  return words;
}
