import type { Choices } from '../../stack/choices.ts';
import type { Stack, StackFile } from '../../stack/stack.ts';
import { diff } from '../../workbench/diff.ts';
import { highlight, type Token } from '../code/highlight.ts';
import { h, type Markup, type MarkupElement } from '../code/markup.ts';
import { cut, fill, piecesMarkup } from '../code/pieces.ts';

interface FileLine {
  text: string;
  tokens: readonly Token[];
}

/** A line of a comparison: it stands in both files, in the broken one only, or in the sound one only. */
interface DiffLine extends FileLine {
  side: 'both' | 'broken' | 'sound';
}

const context = 2;

/**
 * The files in which two stacks differ, each as a figure: the lines that are wrong, those that are right, and a few
 * around them.
 */
export function stackDiff(broken: Stack, sound: Stack): MarkupElement[] {
  const paths = new Set([...sound.keys(), ...broken.keys()]);
  return [...paths].flatMap((path) => {
    const [wrong, right] = [broken.get(path), sound.get(path)];
    if (wrong?.text === right?.text && wrong?.executable === right?.executable) return [];
    return [figure(path, wrong, right)];
  });
}

function figure(path: string, wrong: StackFile | undefined, right: StackFile | undefined): MarkupElement {
  const lines = near(compare(linesOf(wrong), linesOf(right)));
  return h(
    'figure',
    { class: 'code diff' },
    h('figcaption', {}, h('b', { class: 'file' }, path), h('span', { class: 'where' }, remark(wrong, right))),
    ...(lines.length === 0
      ? []
      : [
          h(
            'pre',
            { tabindex: '0', role: 'group', 'aria-label': `${path}, wrong and right` },
            h('code', {}, ...lines.map(lineMarkup)),
          ),
        ]),
  );
}

/** What the lines alone do not show. */
function remark(wrong: StackFile | undefined, right: StackFile | undefined): string {
  if (wrong === undefined) return 'is missing';
  if (right === undefined) return 'should not be there';
  if (wrong.executable !== right.executable)
    return right.executable ? 'must be executable: mode 0755' : 'must not be executable';
  if (wrong.text.replaceAll('\r\n', '\n') === right.text)
    return 'has line ends of Windows, CRLF; right are LF';
  return 'wrong (−) and right (+)';
}

function linesOf(file: StackFile | undefined): FileLine[] {
  if (file === undefined) return [];
  const text = file.text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const tokens = highlight(text, file.kind);
  let from = 0;
  return text.split('\n').map((line) => {
    const [start, end] = [from, from + line.length];
    from = end + 1;
    return {
      text: line,
      tokens: tokens
        .filter((token) => token.to > start && token.from < end)
        .map((token) => ({
          ...token,
          from: Math.max(token.from, start) - start,
          to: Math.min(token.to, end) - start,
        })),
    };
  });
}

/** What was taken out stands before what came in its place. */
function compare(wrong: readonly FileLine[], right: readonly FileLine[]): DiffLine[] {
  const on = (side: DiffLine['side'], lines: readonly FileLine[]): DiffLine[] =>
    lines.map((line) => ({ ...line, side }));
  const hunks = diff(
    wrong.map(({ text }) => text),
    right.map(({ text }) => text),
  );
  let at = 0;
  const lines = hunks.flatMap(({ a, b }) => {
    const same = on('both', wrong.slice(at, a.from));
    at = a.to;
    return [...same, ...on('broken', wrong.slice(a.from, a.to)), ...on('sound', right.slice(b.from, b.to))];
  });
  return [...lines, ...on('both', wrong.slice(at))];
}

/** The changed lines with a few around them; an empty piece of text stands where lines are left out. */
function near(lines: readonly DiffLine[]): DiffLine[] {
  const changed = lines.flatMap(({ side }, index) => (side === 'both' ? [] : [index]));
  const kept = lines.map((_, index) => changed.some((at) => Math.abs(at - index) <= context));
  return lines.flatMap((line, index) => {
    if (kept[index]) return [line];
    const isGap = kept[index - 1] === true && kept.includes(true, index);
    return isGap ? [{ side: 'both', text: '…', tokens: [] } as const] : [];
  });
}

const signs = { both: ' ', broken: '−', sound: '+' } as const;
const spoken = { both: undefined, broken: 'wrong: ', sound: 'right: ' } as const;

const lineMarkup = ({ side, text, tokens }: DiffLine): Markup =>
  h(
    'span',
    { class: side === 'both' ? 'line' : `line ${side}` },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, signs[side]),
    ...(spoken[side] === undefined ? [] : [h('span', { class: 'unseen' }, spoken[side])]),
    h('span', { class: 'text' }, ...piecesMarkup(cut(text, tokens)), '\n'),
  );

/** A text of a page in which choices stand open, as it reads under its example's choices. */
export const filled = (text: string, choices: Choices): string => fill(text, choices).text;
