import type { GeneratedFile, Note } from '../stack/generate/index.ts';
import type { Span } from '../stack/stack.ts';
import { diff, linesOf, offsetsOf, tokensOf, type Hunk } from './diff.ts';

/** What a generator knows about its text, as far as it still holds for the reader's. */
export interface Marks {
  ink: GeneratedFile['ink'];
  /** A part of which nothing is left is `undefined`: "not in your file any more". */
  parts: Readonly<Record<string, Span | undefined>>;
  notes: readonly Note[];
}

/**
 * Carries the marks of a generated file over to the text that the reader made of it. What stands in untouched text moves
 * along; a note whose lines were changed is dropped; a part grows and shrinks with what was written in it or right behind it.
 */
export function marksIn(file: GeneratedFile, text: string): Marks {
  const { ink, parts, notes } = file;
  if (text === file.text) return { ink, parts, notes };
  const byLines = lineChanges(file.text, text);
  const byWords = byLines.flatMap((change) => wordChanges(file.text, text, change));
  return {
    ink: kept(ink, byWords),
    notes: kept(notes, byLines),
    parts: Object.fromEntries(Object.entries(parts).map(([name, span]) => [name, outlined(span, byLines)])),
  };
}

/** The changed lines, as offsets. Where as many lines came as went, they are taken for the same ones. */
function lineChanges(before: string, after: string): Hunk[] {
  const a = linesOf(before);
  const b = linesOf(after);
  const inLines = diff(a, b).flatMap((hunk) => {
    const count = hunk.a.to - hunk.a.from;
    if (count !== hunk.b.to - hunk.b.from) return hunk;
    return Array.from({ length: count }, (_, index) => ({
      a: { from: hunk.a.from + index, to: hunk.a.from + index + 1 },
      b: { from: hunk.b.from + index, to: hunk.b.from + index + 1 },
    }));
  });
  return inOffsets(inLines, a, b, { a: 0, b: 0 });
}

function wordChanges(before: string, after: string, change: Hunk): Hunk[] {
  const a = tokensOf(before.slice(change.a.from, change.a.to));
  const b = tokensOf(after.slice(change.b.from, change.b.to));
  return inOffsets(diff(a, b), a, b, { a: change.a.from, b: change.b.from });
}

function inOffsets(
  hunks: readonly Hunk[],
  a: readonly string[],
  b: readonly string[],
  start: { a: number; b: number },
): Hunk[] {
  const atA = offsetsOf(a);
  const atB = offsetsOf(b);
  const at = (offsets: readonly number[], { from, to }: Hunk['a'], shift: number): Hunk['a'] => ({
    from: (offsets[from] ?? 0) + shift,
    to: (offsets[to] ?? 0) + shift,
  });
  return hunks.map((hunk) => ({ a: at(atA, hunk.a, start.a), b: at(atB, hunk.b, start.b) }));
}

/** The marks that no change touches, moved. */
const kept = <Mark extends { span: Span }>(marks: readonly Mark[], changes: readonly Hunk[]): Mark[] =>
  marks.flatMap((mark) => {
    const { path, from, to } = mark.span;
    if (changes.some(({ a }) => a.from < to && a.to > from)) return [];
    const by = shiftAt(from, changes);
    return { ...mark, span: { path, from: from + by, to: to + by } };
  });

/** By how much a place moves behind the changes before it. */
function shiftAt(offset: number, changes: readonly Hunk[]): number {
  const last = changes.findLast(({ a }) => a.to <= offset);
  return last === undefined ? 0 : last.b.to - last.a.to;
}

/** Where a run of lines is now; nothing where none of it is left, or it cannot be told from its surroundings. */
function outlined({ path, from, to }: Span, changes: readonly Hunk[]): Span | undefined {
  if (changes.some(({ a }) => a.from <= from && a.to >= to && a.to - a.from > to - from)) return undefined;
  const first = changes.find(({ a }) => a.from <= from && a.to > from);
  const last = changes.find(({ a }) => (a.from < to && a.to >= to) || (a.from === to && a.to === to));
  const span = {
    path,
    from: first?.b.from ?? from + shiftAt(from, changes),
    to: last?.b.to ?? to + shiftAt(to, changes),
  };
  return span.from < span.to ? span : undefined;
}
