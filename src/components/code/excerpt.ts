import { choiceIds, type ChoiceId } from '../../stack/choices.ts';
import type { Piece } from './pieces.ts';

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
