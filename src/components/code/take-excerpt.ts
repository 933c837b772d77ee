import type { GeneratedFile } from '../../stack/generate/index.ts';
import { lineTable } from '../../stack/stack.ts';
import type { Excerpt, ExcerptLine } from './excerpt.ts';
import { highlight } from './highlight.ts';
import { cut, overlay } from './pieces.ts';

/**
 * Takes a named part out of a file, or all of it.
 *
 * @returns `undefined` when the file has no such part under the choices it was made from
 */
export function takeExcerpt(file: GeneratedFile, part: string | undefined): Excerpt | undefined {
  const span = part === undefined ? { from: 0, to: file.text.length } : file.parts[part];
  if (span === undefined) return undefined;
  const table = lineTable(file.text);
  const marks = overlay(
    highlight(file.text, file.kind),
    file.ink.map(({ choice, span: at }) => ({ choice, from: at.from, to: at.to })),
  );
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
