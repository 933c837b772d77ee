import { choiceOf, readChoice, writeChoice, type ChoiceId, type Choices } from '../../stack/choices.ts';
import { sentenceMarkup } from '../code/pieces.ts';
import { toDom, h } from '../code/markup.ts';
import { takeChoice } from './take-choice.ts';

let fields = 0;

/**
 * Puts a field for a choice into an element: Enter or leaving it commits, Escape gives up, and a value that is not
 * allowed gets its message at the field.
 *
 * @param done called when the field has gone, with where the focus belongs
 * @returns takes the field away without a commit
 */
export function openNameField(
  host: HTMLElement,
  id: ChoiceId,
  choices: Choices,
  done: (focus: 'name' | 'elsewhere') => void,
): () => void {
  const { label, help } = choiceOf(id);
  const before = writeChoice(choices[id]);
  fields += 1;
  const helpId = `name-help-${fields}`;
  const refusalId = `name-refusal-${fields}`;
  const field = makeField(id, before);
  field.className = 'field';
  field.setAttribute('aria-label', label);
  field.setAttribute('aria-describedby', `${refusalId} ${helpId}`);
  const refusal = toDom(h('span', { class: 'refusal', id: refusalId, role: 'alert' }));
  const about = document.createElement('span');
  about.className = 'help';
  about.append(
    toDom(h('b', {}, label)),
    refusal,
    toDom(h('span', { id: helpId }, ...sentenceMarkup(help))),
    toDom(h('span', { class: 'keys' }, 'Enter takes it, Escape gives up.')),
  );
  host.replaceChildren(field, about);
  // It opens under the name, and not beyond the edge of the screen.
  const beyond = about.getBoundingClientRect().right + 12 - document.documentElement.clientWidth;
  if (beyond > 0) about.style.translate = `${-beyond}px`;
  field.focus();
  if (field instanceof HTMLInputElement) field.select();

  const listening = new AbortController();
  const finish = (focus: 'name' | 'elsewhere'): void => {
    listening.abort();
    host.replaceChildren();
    done(focus);
  };
  const commit = (focus: 'name' | 'elsewhere'): void => {
    const read = readChoice(id, field.value.trim());
    if ('message' in read) {
      refusal.textContent = read.message;
      field.setAttribute('aria-invalid', 'true');
      return;
    }
    finish(focus);
    takeChoice(id, field.value.trim());
  };
  const { signal } = listening;
  const keys: HTMLElement = field;
  keys.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      if (event.key === 'Enter') commit('name');
      else finish('name');
    },
    { signal },
  );
  field.addEventListener(
    'blur',
    () => {
      commit('elsewhere');
    },
    { signal },
  );
  field.addEventListener(
    'input',
    () => {
      refusal.textContent = '';
      field.removeAttribute('aria-invalid');
    },
    { signal },
  );
  return () => {
    finish('elsewhere');
  };
}

function makeField(id: ChoiceId, value: string): HTMLInputElement | HTMLSelectElement {
  const choice = choiceOf(id);
  if (choice.kind === 'option') {
    const select = document.createElement('select');
    for (const option of choice.options) select.add(new Option(option.label, option.value));
    select.value = value;
    return select;
  }
  const input = document.createElement('input');
  input.value = value;
  input.spellcheck = false;
  input.autocapitalize = 'none';
  input.autocomplete = 'off';
  // Not type=number: it takes "1e3", hides what it refuses, and changes under a turning wheel.
  input.inputMode = choice.kind === 'number' ? 'numeric' : 'text';
  // Where field-sizing is not known, about as wide as the value.
  input.size = Math.max(value.length, 4);
  return input;
}
