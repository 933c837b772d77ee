import type { Located, Span } from '../stack.ts';

/**
 * Text that was put together from pieces of a file and remembers where each UTF-16 unit stands.
 * `at` is one longer than `text`: its last entry is the offset behind the last unit. Units that stand nowhere in the
 * file (the value of a variable that was set elsewhere) have `nowhere`.
 */
export interface Traced {
  readonly text: string;
  readonly at: readonly number[];
}

/** A written value with its variables replaced and its quotes taken off. */
export interface Value {
  /** What it comes to; `undefined` where that cannot be known. */
  value: string | undefined;
  /** As it stands in the file, quotes and variables included. */
  written: string;
  span: Span;
}

/** The place of what is not written in this file. */
const nowhere = -1;

/** 0, 1, 2, ...: copying a piece of it is much faster than counting. */
const offsets: number[] = [];

/** A stretch of a file as it stands. */
export function trace(source: string, from: number, to: number): Traced {
  for (let next = offsets.length; next <= to; next++) offsets.push(next);
  return { text: source.slice(from, to), at: offsets.slice(from, to + 1) };
}

/** Text from elsewhere. */
export const untraced = (text: string): Traced => ({
  text,
  at: new Array<number>(text.length + 1).fill(nowhere),
});

/** A part of traced text, by offsets into it. */
export function cut(of: Traced, from: number, to = of.text.length): Traced {
  const at = of.at.slice(from, to);
  const last = at.at(-1);
  at.push(last === undefined ? (of.at[from] ?? nowhere) : last === nowhere ? nowhere : last + 1);
  return { text: of.text.slice(from, to), at };
}

/** Pieces one after the other. */
export function join(pieces: readonly Traced[]): Traced {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const at: number[] = [];
  let text = '';
  for (const piece of pieces) {
    text += piece.text;
    for (let index = 0; index < piece.text.length; index++) at.push(piece.at[index] ?? nowhere);
  }
  at.push(pieces.at(-1)?.at.at(-1) ?? nowhere);
  return { text, at };
}

/** Without white space at both ends. */
export function trimmed(of: Traced): Traced {
  const from = of.text.length - of.text.trimStart().length;
  return cut(of, from, Math.max(from, of.text.trimEnd().length));
}

/** The words between white space. */
export const wordsOf = (of: Traced): Traced[] =>
  [...of.text.matchAll(/\S+/g)].map((match) => cut(of, match.index, match.index + match[0].length));

/**
 * Where traced text stands in its file; `otherwise` when parts of it come from elsewhere or stand in another order.
 * Without an `otherwise` such text stands where it begins.
 */
export function spanOf(path: string, of: Traced, otherwise?: Span): Span {
  const from = of.at[0] ?? nowhere;
  const to = of.at[of.text.length] ?? nowhere;
  const inOrder = from !== nowhere && from <= to && !of.at.includes(nowhere);
  return inOrder || otherwise === undefined ? { path, from, to: Math.max(from, to) } : otherwise;
}

/** Traced text as a located value. */
export const located = (path: string, of: Traced): Located<string> => ({
  value: of.text,
  span: spanOf(path, of),
});
