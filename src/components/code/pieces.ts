import { isChoiceId, writeChoice, type ChoiceId, type Choices } from '../../stack/choices.ts';
import type { Token } from './highlight.ts';
import { h, type Markup, type MarkupElement } from './markup.ts';

/** A run of text of one look. */
export interface Piece {
  text: string;
  /** The class that colours it. */
  class?: string;
  /** The choice that it is the value of. */
  ink?: ChoiceId;
}

/** A choice's value in a text. */
export interface InkAt {
  choice: ChoiceId;
  from: number;
  to: number;
}

/** A text with its choices open, `{{project}}/urls.py`, and where they stand once they are filled in. */
export function fill(template: string, choices: Choices): { text: string; ink: InkAt[] } {
  const ink: InkAt[] = [];
  let text = '';
  template.split(/\{\{(\w+)\}\}/).forEach((part, index) => {
    if (index % 2 === 0 || !isChoiceId(part)) {
      text += index % 2 === 0 ? part : `{{${part}}}`;
      return;
    }
    const from = text.length;
    text += writeChoice(choices[part]);
    ink.push({ choice: part, from, to: text.length });
  });
  return { text, ink };
}

/** A stretch of one look: a coloured token or a choice's value. */
export type Mark = InkAt | Token;

/**
 * Lays the choices' values over the tokens. A value is always one whole mark, whatever the tokens say, so that a page
 * can swap it.
 *
 * @returns marks in order, none of which overlap
 */
export const overlay = (tokens: readonly Token[], ink: readonly InkAt[]): Mark[] =>
  [...ink, ...tokens.flatMap((token) => without(token, ink))].sort((a, b) => a.from - b.from);

/** Cuts a stretch of a text into pieces. */
export function cut(text: string, marks: readonly Mark[], from = 0, to = text.length): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const mark of marks) {
    const start = Math.max(mark.from, at);
    const end = Math.min(mark.to, to);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start) });
    const look = 'choice' in mark ? { ink: mark.choice } : { class: mark.class };
    pieces.push({ text: text.slice(start, end), ...look });
    at = end;
  }
  if (at < to) pieces.push({ text: text.slice(at, to) });
  return pieces;
}

/** What is left of a token when the choices' values are taken out of it. */
function without(token: Token, ink: readonly InkAt[]): Token[] {
  let rest = [token];
  for (const hole of ink)
    rest = rest.flatMap((part) =>
      hole.to <= part.from || hole.from >= part.to
        ? [part]
        : [
            { ...part, to: hole.from },
            { ...part, from: hole.to },
          ].filter(({ from, to }) => from < to),
    );
  return rest;
}

/** Pieces as markup; a choice's value carries its choice, so that the page can swap it. */
export const piecesMarkup = (pieces: readonly Piece[]): Markup[] =>
  pieces.map((piece) => {
    if (piece.ink !== undefined) return h('span', { class: 'ink', 'data-ink': piece.ink }, piece.text);
    return piece.class === undefined ? piece.text : h('span', { class: piece.class }, piece.text);
  });

/** A text with its choices open, as markup. */
export function inkMarkup(template: string, choices: Choices): Markup[] {
  const { text, ink } = fill(template, choices);
  return piecesMarkup(cut(text, ink));
}

/** Code of up to so many characters fits on a phone's line and is kept whole. */
const longestWord = 30;

/** A word of code in a sentence. */
export const codeMarkup = (text: string, children: readonly Markup[] = [text]): MarkupElement =>
  h('code', { class: text.length > longestWord ? 'long' : undefined }, ...children);

/** A sentence whose code stands between backticks. */
export const sentenceMarkup = (sentence: string): Markup[] =>
  sentence.split('`').flatMap((part, index) => {
    if (part === '') return [];
    return [index % 2 === 0 ? part : codeMarkup(part)];
  });
