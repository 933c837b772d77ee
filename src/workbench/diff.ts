import { diffIndices } from 'node-diff3';

/** A stretch of the first sequence that became a stretch of the second; both by index, `to` exclusive. */
export interface Hunk {
  a: { from: number; to: number };
  b: { from: number; to: number };
}

/** The lines of a text with their line ends, so that joining them gives the text again. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The words, blanks, line ends and signs of a text; joining them gives the text again. */
export const tokensOf = (text: string): string[] =>
  text.match(/\r\n|\n|[^\S\r\n]+|\r|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Where each item of a split text begins, and behind the last one where the text ends. */
export function offsetsOf(items: readonly string[]): number[] {
  const offsets = [0];
  let at = 0;
  for (const item of items) offsets.push((at += item.length));
  return offsets;
}

/**
 * The work that one diff may do, in steps of the library's innermost loop; about a tenth of a second.
 * It is reached by thousands of equal lines only.
 */
const patience = 50_000_000;

/**
 * What changed from one sequence to another, in order. The answer is always right; for very long or very monotonous
 * sequences it is coarser, so that the time stays bounded.
 */
export function diff(a: readonly string[], b: readonly string[]): Hunk[] {
  const start = samePrefix(a, b);
  const end = sameSuffix(a, b, start);
  const innerA = a.slice(start, a.length - end);
  const innerB = b.slice(start, b.length - end);
  return innerDiff(innerA, innerB).map((hunk) => ({
    a: { from: hunk.a.from + start, to: hunk.a.to + start },
    b: { from: hunk.b.from + start, to: hunk.b.to + start },
  }));
}

function innerDiff(a: string[], b: string[]): Hunk[] {
  if (a.length === 0 && b.length === 0) return [];
  const whole: Hunk = { a: { from: 0, to: a.length }, b: { from: 0, to: b.length } };
  if (a.length === 0 || b.length === 0) return [whole];
  const countsA = countsOf(a);
  const countsB = countsOf(b);
  const shorter = Math.min(a.length, b.length);
  let matches = 0;
  for (const [item, count] of countsA) matches += count * (countsB.get(item) ?? 0);
  if (matches * shorter <= patience) return hunksOf(a, b);
  if (a.length * shorter > patience) return [whole];
  // Only what stands once on either side is compared; the rest is found again from both ends of each hunk.
  const rare = (item: string): boolean => countsA.get(item) === 1 && countsB.get(item) === 1;
  const mask = (items: string[], side: string): string[] =>
    items.map((item, index) => (rare(item) ? `=${item}` : `${side}${index}`));
  return hunksOf(mask(a, '<'), mask(b, '>')).flatMap((hunk) => tightened(a, b, hunk));
}

const hunksOf = (a: string[], b: string[]): Hunk[] =>
  diffIndices(a, b).map(({ buffer1, buffer2 }) => ({
    a: { from: buffer1[0], to: buffer1[0] + buffer1[1] },
    b: { from: buffer2[0], to: buffer2[0] + buffer2[1] },
  }));

function tightened(a: readonly string[], b: readonly string[], hunk: Hunk): Hunk[] {
  const innerA = a.slice(hunk.a.from, hunk.a.to);
  const innerB = b.slice(hunk.b.from, hunk.b.to);
  const start = samePrefix(innerA, innerB);
  const end = sameSuffix(innerA, innerB, start);
  const tight = {
    a: { from: hunk.a.from + start, to: hunk.a.to - end },
    b: { from: hunk.b.from + start, to: hunk.b.to - end },
  };
  return tight.a.from === tight.a.to && tight.b.from === tight.b.to ? [] : [tight];
}

function samePrefix(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

function sameSuffix(a: readonly string[], b: readonly string[], prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

function countsOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
