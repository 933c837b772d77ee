import { choiceIds, type ChoiceId } from '../../stack/choices.ts';
import type { Piece } from './pieces.ts';

/** Some lines of a file as a page shows them, with the reasons for them. */
export interface Excerpt {
  /** The number of the first line in the file. */
  first: number;
  lines: readonly ExcerptLine[];
  /** The reasons, in the order of their numbers, which count from 1. */
  notes: readonly string[];
  /** Whether the reader wrote any of it. */
  edited?: true;
}

/** Why there are no lines: the choices do without them, or the reader took them out, or the file with them. */
export type Absence = 'left out' | 'lost' | 'deleted';

/** What is found where an excerpt is to be shown. */
export type Taken = Excerpt | Absence;

const absences: readonly unknown[] = ['left out', 'lost', 'deleted'] satisfies Absence[];

export interface ExcerptLine {
  pieces: readonly Piece[];
  /** The numbers of the notes that begin here. */
  notes: readonly number[];
}

/** Reads what was stored of a place. Anything that does not have its shape gives `undefined`. */
export function readTaken(stored: unknown): Taken | undefined {
  if (absences.includes(stored)) return stored as Absence;
  if (!isRecord(stored)) return undefined;
  const { first, lines, notes, edited } = stored;
  const fits =
    typeof first === 'number' &&
    Array.isArray(lines) &&
    lines.every(isLine) &&
    Array.isArray(notes) &&
    notes.every((note) => typeof note === 'string');
  return fits ? { first, lines, notes, ...(edited === true ? { edited } : {}) } : undefined;
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
