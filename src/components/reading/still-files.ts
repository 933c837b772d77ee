import { writeChoice, type ChoiceId, type Choices } from '../../stack/choices.ts';
import type { Edit } from '../../workbench/edit.ts';
import type { Taken } from '../code/excerpt.ts';
import { h, toDom, type MarkupElement } from '../code/markup.ts';
import { piecesMarkup } from '../code/pieces.ts';

/** The workbench as the build drew it; the live one follows by itself. */
const still = '.bench-body:not([data-live])';

/** The files whose whole text stands on the page without an editor. */
export const stillFiles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`${still} .still`)];

/** The text of a file with its numbers, as `StaticCode.svelte` draws it; nothing for a file that is not there. */
export function stillMarkup(taken: Taken): MarkupElement | undefined {
  if (typeof taken === 'string') return undefined;
  const { lines } = taken;
  // Behind the last line's end the editor has one more, empty line.
  const numbers = Array.from({ length: lines.length + 1 }, (_, index) => index + 1).join('\n');
  return h(
    'div',
    { class: 'lines' },
    h('pre', { class: 'numbers', 'aria-hidden': 'true' }, numbers),
    h(
      'pre',
      { class: 'text' },
      h('code', {}, ...lines.flatMap(({ pieces }) => [...piecesMarkup(pieces), '\n'])),
    ),
  );
}

/** Hides the tabs of files that the choices do without, and counts the others. */
export function showTabs(choices: Choices): void {
  for (const tab of document.querySelectorAll<HTMLElement>(`${still} [data-without]`))
    tab.hidden = isLeftOut(tab.dataset['without'] ?? '', choices);
  for (const count of document.querySelectorAll<HTMLElement>(`${still} [data-counts]`)) {
    const files = (count.dataset['counts'] ?? '').split(',');
    count.textContent = String(files.filter((without) => !isLeftOut(without, choices)).length);
  }
}

/** Marks the files that the reader edited. Nobody has checked them on this page yet, and the verdict says so. */
export function showEdited(edits: readonly Edit[]): void {
  const slots = new Set(edits.map(({ slot }) => slot));
  for (const tab of document.querySelectorAll<HTMLElement>(`${still} [role="tab"]`)) {
    const edited = slots.has(tab.dataset['slot'] ?? '');
    const name = tab.textContent;
    tab.ariaLabel = edited ? `${name}, edited` : name;
    tab.querySelector('.edited')?.remove();
    if (edited) tab.append(toDom(h('span', { class: 'edited' })));
    if (edited && tab.ariaSelected === 'true') set('.state', 'edited');
  }
  if (slots.size > 0)
    set(
      '[data-verdict]',
      `${slots.size === 1 ? '1 file' : `${slots.size} files`} edited. Open one to have them all checked.`,
    );
}

function set(place: string, words: string): void {
  const element = document.querySelector(`${still} ${place}`);
  if (element !== null) element.textContent = words;
}

/** @param without the choices that do without the file, "starter=off healthCheck=off", as the build writes them */
const isLeftOut = (without: string, choices: Choices): boolean =>
  without.split(' ').some((one) => {
    const [id, value] = one.split('=');
    return one !== '' && writeChoice(choices[id as ChoiceId]) === value;
  });
