import type { Choices } from '../../stack/choices.ts';
import { generateStack, type GeneratedFile } from '../../stack/generate/index.ts';
import type { Place } from '../code/excerpt-view.ts';
import type { Excerpt } from '../code/excerpt.ts';
import { takeExcerpt } from '../code/take-excerpt.ts';

/** Where excerpts come from: the file in a slot, or `undefined` where the choices leave it out. */
export type ExcerptSource = (slot: string) => GeneratedFile | undefined;

/** The files that the choices describe, as a source of excerpts. A reader's edits would come in as another source. */
function generatedSource(choices: Choices): ExcerptSource {
  const bySlot = new Map([...generateStack(choices).values()].map((file) => [file.slot, file]));
  return (slot) => bySlot.get(slot);
}

/** The excerpts for some places, in their order. Loaded only when a choice has changed lines that are on the screen. */
export function takeExcerpts(
  choices: Choices,
  places: readonly Place[],
  source: ExcerptSource = generatedSource(choices),
): (Excerpt | undefined)[] {
  return places.map(({ slot, part }) => {
    const file = source(slot);
    return file && takeExcerpt(file, part);
  });
}
