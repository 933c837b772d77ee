import { defaultChoices, type Choices } from '../../stack/choices.ts';
import type { Absence, Excerpt, ExcerptLine, Taken } from './excerpt.ts';
import { h, type Markup, type MarkupElement } from './markup.ts';
import { inkMarkup, piecesMarkup, sentenceMarkup } from './pieces.ts';

/** Which lines a page shows: a file by its slot, and a part of it, or all of it. */
export interface Place {
  slot: string;
  part: string | undefined;
}

/** A prefix for the ids of a place's callouts and notes, the same whatever the reader's choices are. */
const idOf = ({ slot, part }: Place): string =>
  `${slot}-${part ?? 'all'}`
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();

/**
 * What stands inside a `<reader-excerpt>`: the name of the file, its lines and the notes on them.
 *
 * @param taken the lines, or why there are none
 */
export function excerptMarkup(place: Place, taken: Taken, choices: Choices): MarkupElement {
  const name = h('b', { class: 'file' }, ...inkMarkup(place.slot, choices));
  if (typeof taken === 'string')
    return h(
      'figure',
      { class: 'code' },
      h(
        'figcaption',
        {},
        name,
        h('span', { class: 'where' }, absenceWords[taken]),
        ...(taken === 'lost' ? [h('span', { class: 'acts' }, openPress)] : []),
      ),
    );
  const excerpt = taken;
  const id = idOf(place);
  const where = whereabouts(excerpt);
  return h(
    'figure',
    { class: excerpt.notes.length > 0 ? 'code noted' : 'code' },
    h(
      'figcaption',
      {},
      name,
      h(
        'span',
        { class: 'where' },
        `${where}, yours`,
        ...(excerpt.edited ? [', ', h('b', { class: 'own' }, 'edited')] : []),
      ),
      h('span', { class: 'acts' }, h('button', { type: 'button', 'data-act': 'copy' }, 'Copy'), openPress),
    ),
    h(
      'pre',
      { tabindex: '0', role: 'group', 'aria-label': where },
      h('code', {}, ...excerpt.lines.map((line) => lineMarkup(line, id))),
    ),
    ...(excerpt.notes.length > 0 ? [notesMarkup(excerpt.notes, id)] : []),
  );
}

const absenceWords: Readonly<Record<Absence, string>> = {
  'left out': 'your choices leave these lines out',
  lost: 'not in your file any more',
  deleted: 'you deleted this file',
};

const openPress = h(
  'button',
  { type: 'button', 'data-act': 'open' },
  'Open',
  h('span', { class: 'more' }, ' in the editor'),
);

const whereabouts = ({ first, lines }: Excerpt): string =>
  lines.length === 1 ? `line ${first}` : `lines ${first} to ${first + lines.length - 1}`;

// The line's end stands inside of it, so that a selection across lines copies clean.
const lineMarkup = (line: ExcerptLine, id: string): Markup =>
  h(
    'span',
    { class: 'line' },
    ...line.notes.map((note) =>
      h(
        'a',
        { class: 'callout', id: `${id}-${note}`, href: `#${id}-note-${note}`, 'aria-label': `Note ${note}` },
        String(note),
      ),
    ),
    h('span', { class: 'text' }, ...piecesMarkup(line.pieces), '\n'),
  );

const notesMarkup = (notes: readonly string[], id: string): Markup =>
  h(
    'ol',
    { class: 'notes' },
    ...notes.map((why, index) =>
      h(
        'li',
        { id: `${id}-note-${index + 1}` },
        h(
          'a',
          {
            class: 'callout',
            href: `#${id}-${index + 1}`,
            'aria-label': `Note ${index + 1}, back to its line`,
          },
          String(index + 1),
        ),
        h('span', {}, ...sentenceMarkup(why)),
      ),
    ),
  );

/** The custom element itself, as the build writes it, with the default choices. */
export const excerptElement = (place: Place, excerpt: Excerpt): MarkupElement =>
  h(
    'reader-excerpt',
    { 'data-slot': place.slot, 'data-part': place.part },
    excerptMarkup(place, excerpt, defaultChoices),
  );
