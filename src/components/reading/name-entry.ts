import {
  isChoiceId,
  readChoice,
  withChoice,
  writeChoice,
  type ChoiceId,
  type Choices,
} from '../../stack/choices.ts';
import { followed } from './followed.ts';
import { takeChoice } from './take-choice.ts';

/**
 * The field on the cover that asks for a name: what is typed runs through the page at once, and is kept when the reader
 * leaves the field or presses Enter. A name that cannot be used leaves the page as it is and says why.
 *
 * @param show draws choices that are not kept yet
 */
export function listenToNameEntries(show: (choices: Choices) => void): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-entry]')) {
    const id = field.dataset['entry'] ?? '';
    if (isChoiceId(id)) listenTo(field, id, show);
  }
}

function listenTo(field: HTMLInputElement, id: ChoiceId, show: (choices: Choices) => void): void {
  const refusal = document.getElementById(field.getAttribute('aria-describedby') ?? '');
  field.value = writeChoice(followed().choices()[id]);
  const read = (): string | undefined => {
    const found = readChoice(id, field.value.trim());
    const refused = 'message' in found;
    field.setAttribute('aria-invalid', String(refused));
    if (refusal !== null) refusal.textContent = refused ? found.message : '';
    if (refused) return undefined;
    show(withChoice(followed().choices(), id, found.value));
    return field.value.trim();
  };
  field.addEventListener('input', read);
  field.addEventListener('change', () => {
    const written = read();
    if (written !== undefined) takeChoice(id, written);
  });
}
