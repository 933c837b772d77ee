import { choiceOf, writeChoice, type ChoiceId, type Choices } from '../../stack/choices.ts';

/** A choice's value as a sentence says it: an option by the first words of its label, a switch by on or off. */
export function shownValue(id: ChoiceId, choices: Choices): string {
  const choice = choiceOf(id);
  const written = writeChoice(choices[id]);
  if (choice.kind !== 'option') return written;
  const label = choice.options.find(({ value }) => value === written)?.label ?? written;
  return label.replace(/:.*/, '');
}
