import type { Choices } from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';
import type { Place } from '../code/excerpt-view.ts';
import type { Absence, Taken } from '../code/excerpt.ts';
import { spanOf, takeExcerpt, type MarkedFile } from '../code/take-excerpt.ts';

/** Where excerpts come from: the file in a slot with what was generated for it, or why there is none. */
export type ExcerptSource = (slot: string) => { file: MarkedFile; generated: MarkedFile } | Absence;

/** The files that the choices describe, as a source of excerpts. */
export function generatedSource(choices: Choices): ExcerptSource {
  const bySlot = new Map([...generateStack(choices).values()].map((file) => [file.slot, file]));
  return (slot) => {
    const file = bySlot.get(slot);
    return file === undefined ? 'left out' : { file, generated: file };
  };
}

/** The excerpts for some places, in their order. Loaded only when lines have changed that are on the screen. */
export const takeExcerpts = (places: readonly Place[], source: ExcerptSource): Taken[] =>
  places.map(({ slot, part }) => {
    const found = source(slot);
    return typeof found === 'string' ? found : takeFrom(found.file, found.generated, part);
  });

function takeFrom(file: MarkedFile, generated: MarkedFile, part: string | undefined): Taken {
  const before = textOf(generated, part);
  if (before === undefined) return 'left out';
  const taken = takeExcerpt(file, part);
  if (taken === undefined || taken.lines.length === 0) return 'lost';
  return textOf(file, part) === before ? taken : { ...taken, edited: true };
}

function textOf(file: MarkedFile, part: string | undefined): string | undefined {
  const span = spanOf(file, part);
  return span && file.text.slice(span.from, span.to);
}
