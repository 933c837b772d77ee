import { writeChoice, type ChoiceId, type Choices } from '../../stack/choices.ts';

/** Every place of the page where a choice's value stands, in files, commands and prose. */
export const inkOf = (id: ChoiceId): NodeListOf<HTMLElement> =>
  document.querySelectorAll<HTMLElement>(`[data-ink='${id}']`);

/**
 * Writes the choices' values where they stand word for word: code, commands, names of files. The live workbench writes
 * its own.
 */
export function paintInk(choices: Choices, within: ParentNode = document): void {
  for (const place of within.querySelectorAll<HTMLElement>('.ink[data-ink]:not([data-live] *)')) {
    // The attribute is written by our own build or by excerptMarkup, from ChoiceIds.
    const value = writeChoice(choices[place.dataset['ink'] as ChoiceId]);
    if (place.textContent !== value) place.textContent = value;
  }
}

/** Shows the prose that holds for the choices, and hides what does not. */
export function showWhens(choices: Choices): void {
  for (const when of document.querySelectorAll<HTMLElement>('reader-when'))
    when.hidden = writeChoice(choices[when.dataset['choice'] as ChoiceId]) !== when.dataset['is'];
}
