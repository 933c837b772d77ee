import type { Choices } from '../../stack/choices.ts';
import type { FileKind } from '../../stack/stack.ts';
import { highlight } from './highlight.ts';
import { h, type Markup, type MarkupElement } from './markup.ts';
import { cut, fill, overlay, piecesMarkup } from './pieces.ts';

/** The words behind a fence's backticks, and what they are coloured as. */
const kinds: Readonly<Record<string, FileKind>> = {
  console: 'entrypoint',
  sh: 'entrypoint',
  shell: 'entrypoint',
  python: 'python',
  dockerfile: 'dockerfile',
  dockerignore: 'dockerignore',
  requirements: 'requirements',
  yaml: 'compose',
  nginx: 'nginx',
  env: 'env',
  output: 'other',
  text: 'other',
  html: 'other',
};

const labels: Readonly<Record<string, string>> = { console: 'Terminal', output: 'Answer' };

const prompt = '$ ';

/**
 * A fenced block of a chapter: commands to type (`console`), what a tool prints (`output`), or code. Choices that stand
 * open in it, `{{project}}`, become the reader's ink.
 *
 * @throws for a word behind the backticks that is not in the table, so that a misspelt one stops the build
 */
export function fenceMarkup(language: string, source: string, choices: Choices): MarkupElement {
  const kind = kinds[language];
  if (kind === undefined)
    throw new Error(`No such kind of code block: ${language}. There are ${Object.keys(kinds).join(', ')}.`);
  const isConsole = language === 'console';
  const lines = fill(source.replace(/\n$/, ''), choices);
  // Coloured without its prompts, which a shell would take for words.
  const shown = isConsole ? lines.text.replace(/^\$ /gm, '  ') : lines.text;
  const marks = overlay(highlight(shown, kind), lines.ink);
  let from = 0;
  const children = lines.text.split('\n').map((line) => {
    const start = from;
    from += line.length + 1;
    const prompted = isConsole && line.startsWith(prompt);
    const pieces = cut(lines.text, marks, prompted ? start + prompt.length : start, start + line.length);
    return lineMarkup(prompted, piecesMarkup(pieces));
  });
  const label = labels[language];
  return h(
    'reader-code',
    { class: language === 'output' ? 'answer' : isConsole ? 'console' : undefined },
    h(
      'figure',
      { class: 'code' },
      h('pre', { tabindex: '0', role: 'group', 'aria-label': label ?? 'Code' }, h('code', {}, ...children)),
      ...(language === 'output' ? [] : [h('button', { type: 'button', 'data-act': 'copy' }, 'Copy')]),
    ),
  );
}

const lineMarkup = (prompted: boolean, children: readonly Markup[]): Markup =>
  h(
    'span',
    { class: 'line' },
    ...(prompted ? [h('span', { class: 'prompt', 'aria-hidden': 'true' }, prompt)] : []),
    h('span', { class: 'text' }, ...children, '\n'),
  );
