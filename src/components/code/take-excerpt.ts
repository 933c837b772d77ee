import { lineTable, type Span, type StackFile } from '../../stack/stack.ts';
import type { Marks } from '../../workbench/spans.ts';
import type { Excerpt, ExcerptLine } from './excerpt.ts';
import { highlight } from './highlight.ts';
import { cut, overlay, type Mark } from './pieces.ts';

/** A file with what is known of its text: as it is generated, or as the reader made it. */
export type MarkedFile = Pick<StackFile, 'text' | 'kind'> & Marks;

/** Where a part of a file stands, or all of it. */
export const spanOf = (file: MarkedFile, part: string | undefined): Omit<Span, 'path'> | undefined =>
  part === undefined ? { from: 0, to: file.text.length } : file.parts[part];

/**
 * Takes a named part out of a file, or all of it.
 *
 * @returns `undefined` when the file has no such part
 */
export function takeExcerpt(file: MarkedFile, part: string | undefined): Excerpt | undefined {
  const span = spanOf(file, part);
  if (span === undefined) return undefined;
  const table = lineTable(file.text);
  const marks = marksOf(file);
  const notes = file.notes.filter((note) => note.span.from >= span.from && note.span.to <= span.to);
  const first = table.position(span.from).line;
  const lines: ExcerptLine[] = [];
  for (let from = span.from, number = first; from < span.to; number += 1) {
    const to = table.offset(number + 1);
    const end = file.text.endsWith('\n', to) ? to - 1 : to;
    lines.push({
      pieces: cut(file.text, marks, from, end),
      notes: notes.flatMap((note, index) => (note.span.from === from ? [index + 1] : [])),
    });
    from = to;
  }
  return { first, lines, notes: notes.map(({ why }) => why) };
}

const known = new WeakMap<MarkedFile, Mark[]>();

/** The colours and the ink of a file, found once for all of its excerpts. */
function marksOf(file: MarkedFile): Mark[] {
  let marks = known.get(file);
  if (marks === undefined) {
    marks = overlay(
      highlight(file.text, file.kind),
      file.ink.map(({ choice, span: at }) => ({ choice, from: at.from, to: at.to })),
    );
    known.set(file, marks);
  }
  return marks;
}
