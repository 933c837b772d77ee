import { defaultChoices, formatChoices, choiceIds, choiceOf, type Choices } from '../../stack/choices.ts';
import type { Edit } from '../../workbench/edit.ts';
import { hash } from '../../workbench/hash.ts';
import { excerptMarkup, type Place } from '../code/excerpt-view.ts';
import type { Taken } from '../code/excerpt.ts';
import { toDom, type MarkupElement } from '../code/markup.ts';
import { fill } from '../code/pieces.ts';
import { keep, readKept } from './kept.ts';
import { inPlace } from './in-place.ts';
import { stillFiles, stillMarkup } from './still-files.ts';

/** An excerpt on the page or a whole file, and how its only child is drawn; `undefined` leaves it as it is. */
interface Shown {
  element: HTMLElement;
  place: Place;
  draw(taken: Taken, choices: Choices): MarkupElement | undefined;
}

/** What the excerpts follow. */
export interface Files {
  choices: Choices;
  edits: readonly Edit[];
}

/** The choices that change more than words: two sets with the same key give files of the same lines. */
const structureOf = (choices: Choices): string =>
  formatChoices(
    Object.fromEntries(
      choiceIds.map((id) => [id, choiceOf(id).verbatim ? defaultChoices[id] : choices[id]]),
    ) as unknown as Choices,
  );

/** A key for the lines: files with the same one differ in words at most that `paintInk` swaps. */
function formOf({ choices, edits }: Files): string {
  if (edits.length === 0) return structureOf(choices);
  // A word that is merged into an edit can be more than the value of a choice.
  const written = edits.map(({ slot, base, text }) => [slot, base, text]);
  return `${formatChoices(choices)} ${hash(JSON.stringify(written))}`;
}

const drawnByBuild = (): Shown[] => [
  ...[...document.querySelectorAll<HTMLElement>('reader-excerpt')].map((element): Shown => {
    const place = { slot: element.dataset['slot'] ?? '', part: element.dataset['part'] };
    return { element, place, draw: (taken, choices) => excerptMarkup(place, taken, choices) };
  }),
  ...stillFiles().map((element): Shown => {
    return { element, place: { slot: element.dataset['slot'] ?? '', part: undefined }, draw: stillMarkup };
  }),
];

let drawn: readonly Shown[] | undefined;

/**
 * All that the build drew, also a still file whose place the live workbench has taken since: the next visit begins with
 * it.
 */
const allShown = (): readonly Shown[] => (drawn ??= drawnByBuild());

/** The edits of the files that the page shows, in a fixed order. */
function editsOf(shown: readonly Shown[], { choices, edits }: Files): Edit[] {
  const pathOf = (slot: string): string => fill(slot, choices).text;
  const paths = new Set(shown.map(({ place }) => pathOf(place.slot)));
  return edits
    .filter(({ slot }) => paths.has(pathOf(slot)))
    .sort((one, other) => (one.slot < other.slot ? -1 : 1));
}

// What the excerpts on the page show now; the build writes them for the default choices.
let form = structureOf(defaultChoices);
let wanted = form;

/**
 * Makes the excerpts those of the files. Choices that stand in them word for word are left to `paintInk`. What was last
 * shown on this page is put back at once; only for something else the generator and the highlighter are loaded.
 *
 * @param keeps whether the next visit is to begin with them
 * @returns whether any excerpt was replaced
 */
export async function followFiles(files: Files, keeps: boolean): Promise<boolean> {
  const shown = allShown();
  const { choices } = files;
  const edits = editsOf(shown, files);
  const mine = formOf({ choices, edits });
  wanted = mine;
  if (mine === form || shown.length === 0) return false;
  const kept = keeps ? readKept(mine) : undefined;
  const known = shown.flatMap(({ place }) => kept?.[keyOf(place)] ?? []);
  if (known.length === shown.length) {
    form = mine;
    return show(shown, known, choices);
  }
  const taken = await take({ choices, edits }, shown);
  // Something else came to be wanted while the generator was on its way.
  if (mine !== wanted) return false;
  form = mine;
  if (keeps)
    keep(mine, Object.fromEntries(shown.map(({ place }, index) => [keyOf(place), taken[index] ?? 'lost'])));
  return show(shown, taken, choices);
}

async function take({ choices, edits }: Files, shown: readonly Shown[]): Promise<Taken[]> {
  const [{ generatedSource, takeExcerpts }, edited] = await Promise.all([
    import('./take-excerpts.ts'),
    edits.length > 0 ? import('./edited-source.ts') : undefined,
  ]);
  const source = edited?.editedSource(choices, edits) ?? generatedSource(choices);
  return takeExcerpts(
    shown.map(({ place }) => place),
    source,
  );
}

/** Replaces the excerpts that have changed. */
function show(shown: readonly Shown[], taken: readonly Taken[], choices: Choices): boolean {
  const changed = shown.flatMap(({ element, draw }, index) => {
    const markup = element.isConnected ? draw(taken[index] ?? 'lost', choices) : undefined;
    const next = markup && toDom(markup);
    return next === undefined || element.firstChild?.isEqualNode(next) ? [] : [{ element, next }];
  });
  inPlace(() => {
    for (const { element, next } of changed) replace(element, next);
  });
  return changed.length > 0;
}

/** Replaces an excerpt's lines; the focus, and how far it was scrolled to the right, stay. */
function replace(element: HTMLElement, next: Node): void {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && selectorOf(focused);
  const scrolled = element.querySelector('pre')?.scrollLeft ?? 0;
  element.replaceChildren(next);
  const pre = element.querySelector('pre');
  if (pre !== null) pre.scrollLeft = scrolled;
  if (again)
    (element.querySelector<HTMLElement>(again) ?? element.querySelector('button'))?.focus({
      preventScroll: true,
    });
}

const selectorOf = (focused: Element): string => {
  const act = focused.getAttribute('data-act');
  const href = focused.getAttribute('href');
  return act !== null ? `[data-act='${act}']` : href !== null ? `[href='${href}']` : 'pre';
};

const keyOf = ({ slot, part }: Place): string => `${slot}#${part ?? ''}`;
