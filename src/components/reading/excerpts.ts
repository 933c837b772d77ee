import { defaultChoices, formatChoices, choiceIds, choiceOf, type Choices } from '../../stack/choices.ts';
import { excerptMarkup, type Place } from '../code/excerpt-view.ts';
import { readExcerpt, type Excerpt } from '../code/excerpt.ts';
import { toDom } from '../code/markup.ts';

/** An excerpt on the page, and which lines it shows. */
interface Shown {
  element: HTMLElement;
  place: Place;
}

/** The choices that change more than words: two sets with the same key give files of the same lines. */
const structureOf = (choices: Choices): string =>
  formatChoices(
    Object.fromEntries(
      choiceIds.map((id) => [id, choiceOf(id).verbatim ? defaultChoices[id] : choices[id]]),
    ) as unknown as Choices,
  );

const shownExcerpts = (): Shown[] =>
  [...document.querySelectorAll<HTMLElement>('reader-excerpt')].map((element) => ({
    element,
    place: { slot: element.dataset['slot'] ?? '', part: element.dataset['part'] },
  }));

// What the excerpts on the page show now; the build writes them for the default choices.
let structure = structureOf(defaultChoices);
let wanted = structure;

/**
 * Makes the excerpts those of the choices. Choices that stand in the files word for word are left to `paintInk`; only
 * others load the generator and the highlighter.
 *
 * @returns whether any line was replaced
 */
export async function followStructure(choices: Choices): Promise<boolean> {
  wanted = structureOf(choices);
  if (wanted === structure) return false;
  const shown = shownExcerpts();
  if (shown.length === 0) return false;
  const mine = wanted;
  const { takeExcerpts } = await import('./take-excerpts.ts');
  // Another choice was made while the generator was on its way.
  if (mine !== wanted) return false;
  const excerpts = takeExcerpts(
    choices,
    shown.map(({ place }) => place),
  );
  shown.forEach((one, index) => {
    show(one, excerpts[index], choices);
  });
  structure = mine;
  keep(mine, shown, excerpts);
  return true;
}

/** Puts back what was last shown on this page under the same choices, without loading anything. */
export function putBack(choices: Choices): void {
  const mine = structureOf(choices);
  if (mine === structure) return;
  const shown = shownExcerpts();
  const kept = readKept(mine);
  const excerpts = shown.map(({ place }) => kept?.[keyOf(place)]);
  if (excerpts.some((excerpt) => excerpt === undefined)) return;
  shown.forEach((one, index) => {
    show(one, excerpts[index] ?? undefined, choices);
  });
  structure = mine;
  wanted = mine;
}

/** Replaces an excerpt's lines; the focus, and how far it was scrolled to the right, stay. */
function show({ element, place }: Shown, excerpt: Excerpt | undefined, choices: Choices): void {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && selectorOf(focused);
  const scrolled = element.querySelector('pre')?.scrollLeft ?? 0;
  element.replaceChildren(toDom(excerptMarkup(place, excerpt, choices)));
  const pre = element.querySelector('pre');
  if (pre !== null) pre.scrollLeft = scrolled;
  if (again) element.querySelector<HTMLElement>(again)?.focus({ preventScroll: true });
}

const selectorOf = (focused: Element): string => {
  const act = focused.getAttribute('data-act');
  const href = focused.getAttribute('href');
  return act !== null ? `[data-act='${act}']` : href !== null ? `[href='${href}']` : 'pre';
};

const keyOf = ({ slot, part }: Place): string => `${slot}#${part ?? ''}`;
const keptKey = (): string => `drydock:shown:${location.pathname}`;
// The address of this script changes with the generators, and so makes what an older build has kept worthless.
const build = import.meta.url;

function keep(form: string, shown: readonly Shown[], excerpts: readonly (Excerpt | undefined)[]): void {
  const byPlace = Object.fromEntries(
    shown.map(({ place }, index) => [keyOf(place), excerpts[index] ?? null]),
  );
  try {
    localStorage.setItem(keptKey(), JSON.stringify({ build, form, byPlace }));
  } catch {
    // It only saves the next visit a moment; the files themselves are not in it.
  }
}

/** The excerpts that were kept, `null` for one that the choices leave out; `undefined` when they are for something else. */
function readKept(form: string): Record<string, Excerpt | null> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptKey()) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { build: of, form: under, byPlace } = kept as Record<string, unknown>;
    if (of !== build || under !== form || typeof byPlace !== 'object' || byPlace === null) return undefined;
    const entries = Object.entries(byPlace).flatMap(([place, stored]): [string, Excerpt | null][] => {
      const excerpt = stored === null ? null : readExcerpt(stored);
      return excerpt === undefined ? [] : [[place, excerpt]];
    });
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}
