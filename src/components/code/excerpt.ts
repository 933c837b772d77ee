import type { ChoiceId } from '../../stack/choices.ts';
import { choiceIds } from '../../stack/choices.ts';
import type { GeneratedFile } from '../../stack/generate/index.ts';
import { lineTable } from '../../stack/stack.ts';
import { highlight } from './highlight.ts';
import { cut, overlay, type Piece } from './pieces.ts';

/** Some lines of a file as a page shows them, with the reasons for them. */
export interface Excerpt {
  /** The number of the first line in the file. */
  first: number;
  lines: readonly ExcerptLine[];
  /** The reasons, in the order of their numbers, which count from 1. */
  notes: readonly string[];
}

export interface ExcerptLine {
  pieces: readonly Piece[];
  /** The numbers of the notes that begin here. */
  notes: readonly number[];
}

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

/** Reads an excerpt that was stored. Anything that does not have its shape gives `undefined`. */
export function readExcerpt(stored: unknown): Excerpt | undefined {
  if (!isRecord(stored)) return undefined;
  const { first, lines, notes } = stored;
  const fits =
    typeof first === 'number' &&
    Array.isArray(lines) &&
    lines.every(isLine) &&
    Array.isArray(notes) &&
    notes.every((note) => typeof note === 'string');
  return fits ? { first, lines, notes } : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isLine = (value: unknown): value is ExcerptLine =>
  isRecord(value) &&
  Array.isArray(value['pieces']) &&
  value['pieces'].every(isPiece) &&
  Array.isArray(value['notes']) &&
  value['notes'].every((note) => Number.isInteger(note));

const isPiece = (value: unknown): value is Piece =>
  isRecord(value) &&
  typeof value['text'] === 'string' &&
  ['string', 'undefined'].includes(typeof value['class']) &&
  (value['ink'] === undefined || choiceIds.includes(value['ink'] as ChoiceId));
