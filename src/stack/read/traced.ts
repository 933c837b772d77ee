import type { Located, Span } from '../stack.ts';

/**
 * Text that was put together from pieces of a file and remembers where each UTF-16 unit stands. What stands nowhere in
 * the file (the value of a variable that was set elsewhere) is at `nowhere`.
 */
export interface Traced {
  readonly text: string;
  /** Stretches of it that stand in the file as they are, in order; there is always one, and the first begins at 0. */
  readonly runs: readonly Run[];
  /** The offset behind the last unit. */
  readonly end: number;
}

interface Run {
  /** Where it begins in the text. */
  readonly start: number;
  /** Where it begins in the file. */
  readonly at: number;
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

/** A stretch of a file as it stands. */
export const trace = (source: string, from: number, to: number): Traced => ({
  text: source.slice(from, to),
  runs: [{ start: 0, at: from }],
  end: to,
});

/** Text from elsewhere. */
export const untraced = (text: string): Traced => ({
  text,
  runs: [{ start: 0, at: nowhere }],
  end: nowhere,
});

/** Text that is put in between; all of it stands at one offset. */
export const standingAt = (offset: number, text: string): Traced => ({
  text,
  runs: Array.from({ length: Math.max(1, text.length) }, (_, start) => ({ start, at: offset })),
  end: offset,
});

/** Text in the place of other text: its units stand where those of the other do, and its end where the other's is. */
export const inPlaceOf = ({ runs, end }: Traced, text: string): Traced => ({ text, runs, end });

/** The run that a unit is in; found by halves, since a text of escapes has as many runs as signs. */
function runAt(runs: readonly Run[], index: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((runs[middle]?.start ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a unit stands in the file. */
function placeOf({ runs, end, text }: Traced, index: number): number {
  if (index >= text.length) return end;
  const run = runs[runAt(runs, index)];
  return run === undefined || run.at === nowhere ? nowhere : run.at + index - run.start;
}

/** A part of traced text, by offsets into it. */
export function cut(of: Traced, from: number, to = of.text.length): Traced {
  const text = of.text.slice(from, to);
  const runs: Run[] = [{ start: 0, at: placeOf(of, from) }];
  if (text === '') return { text, runs, end: placeOf(of, from) };
  for (let next = runAt(of.runs, from) + 1; next < of.runs.length; next++) {
    const run = of.runs[next];
    if (run === undefined || run.start >= from + text.length) break;
    runs.push({ start: run.start - from, at: run.at });
  }
  const last = placeOf(of, from + text.length - 1);
  return { text, runs, end: last === nowhere ? nowhere : last + 1 };
}

/** Pieces one after the other. */
export function join(pieces: readonly Traced[]): Traced {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const runs: Run[] = [];
  let text = '';
  for (const piece of pieces) {
    if (piece.text === '') continue;
    for (const { start, at } of piece.runs) runs.push({ start: text.length + start, at });
    text += piece.text;
  }
  const end = pieces.at(-1)?.end ?? nowhere;
  return { text, runs: runs.length === 0 ? [{ start: 0, at: end }] : runs, end };
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
  const from = placeOf(of, 0);
  const to = of.end;
  const inOrder = from !== nowhere && from <= to && of.runs.every(({ at }) => at !== nowhere);
  return inOrder || otherwise === undefined ? { path, from, to: Math.max(from, to) } : otherwise;
}

/** Traced text as a located value. */
export const located = (path: string, of: Traced): Located<string> => ({
  value: of.text,
  span: spanOf(path, of),
});
