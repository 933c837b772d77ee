import { choiceOf, isChoiceId, type ChoiceId, type Choices } from '../../stack/choices.ts';
import { takeChoice } from './take-choice.ts';
import { followed } from './followed.ts';
import { inkOf } from './ink.ts';
import { openNameField } from './name-field.ts';
import { shownValue } from './shown-value.ts';

/**
 * The reader's value of a choice in a sentence. Hover or focus shows where else it stands; a press edits it in place,
 * or turns it over when it is a switch.
 */
export class ReaderName extends HTMLElement {
  #close: (() => void) | undefined;

  connectedCallback(): void {
    const id = this.#id();
    if (id === undefined || this.hasAttribute('role')) return;
    this.#rest(id);
    this.addEventListener('click', () => {
      if (this.#close === undefined) this.#press(id);
    });
    this.addEventListener('keydown', (event) => {
      if (event.target !== this || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.#press(id);
    });
    for (const [type, lit] of [
      ['pointerenter', true],
      ['pointerleave', false],
      ['focus', true],
      ['blur', false],
    ] as const)
      this.addEventListener(type, () => {
        this.#light(id, lit);
      });
  }

  /** Shows the value, unless the reader is writing a new one here. */
  show(choices: Choices): void {
    const id = this.#id();
    if (id === undefined || this.#close !== undefined) return;
    const shown = shownValue(id, choices);
    if (this.textContent !== shown) this.textContent = shown;
    const { kind, label } = choiceOf(id);
    if (kind !== 'switch') return;
    this.setAttribute('aria-checked', String(choices[id]));
    this.setAttribute('aria-label', `${label}: ${shown}`);
  }

  #id(): ChoiceId | undefined {
    const id = this.dataset['ink'] ?? '';
    return isChoiceId(id) ? id : undefined;
  }

  #rest(id: ChoiceId): void {
    const choices = followed().choices();
    const { kind, label } = choiceOf(id);
    this.tabIndex = 0;
    this.setAttribute('role', kind === 'switch' ? 'switch' : 'button');
    if (kind !== 'switch') this.setAttribute('aria-description', `${label}. Press to change it.`);
    this.show(choices);
  }

  #press(id: ChoiceId): void {
    const choices = followed().choices();
    if (choiceOf(id).kind === 'switch') {
      takeChoice(id, choices[id] === true ? 'off' : 'on');
      return;
    }
    for (const name of ['role', 'tabindex', 'title', 'aria-description']) this.removeAttribute(name);
    this.classList.add('open');
    this.#close = openNameField(this, id, choices, (backTo) => {
      this.#close = undefined;
      this.classList.remove('open');
      this.#rest(id);
      if (backTo === 'name') this.focus();
    });
  }

  #light(id: ChoiceId, lit: boolean): void {
    if (this.#close !== undefined && lit) return;
    const others = [...inkOf(id)].filter((place) => place !== this);
    for (const place of others) place.classList.toggle('lit', lit);
    const count = others.length;
    const where =
      count === 0 ? '' : ` It stands in ${count} other ${count === 1 ? 'place' : 'places'} on this page.`;
    if (lit) this.title = `${choiceOf(id).label}.${where} Press to change it.`;
  }
}
