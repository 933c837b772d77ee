import {
  choiceIds,
  choiceOf,
  defaultChoices,
  readChoice,
  withChoice,
  writeChoice,
  type ChoiceId,
} from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';

/** The other values that a choice among few can have, as they are written. */
function otherValues(id: ChoiceId): string[] {
  const choice = choiceOf(id);
  const values =
    choice.kind === 'option'
      ? choice.options.map(({ value }) => value)
      : choice.kind === 'switch'
        ? ['on', 'off']
        : [];
  return values.filter((value) => value !== writeChoice(defaultChoices[id]));
}

/**
 * By slot, the choices that do without a file of the default stack, "starter=off": so that a page which is only read can
 * hide its tab without the generator.
 */
export function filesWithout(): ReadonlyMap<string, string> {
  const changes = choiceIds.flatMap((id) =>
    otherValues(id).map((written) => {
      const read = readChoice(id, written);
      const choices = 'value' in read ? withChoice(defaultChoices, id, read.value) : defaultChoices;
      const slots = new Set([...generateStack(choices).values()].map(({ slot }) => slot));
      return { written: `${id}=${written}`, slots };
    }),
  );
  return new Map(
    [...generateStack(defaultChoices).values()].map(({ slot }) => [
      slot,
      changes
        .filter(({ slots }) => !slots.has(slot))
        .map(({ written }) => written)
        .join(' '),
    ]),
  );
}
