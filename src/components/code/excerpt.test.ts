import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyChoices } from '../../stack/choices.arbitrary.ts';
import { defaultChoices, writeChoice } from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';
import { readTaken } from './excerpt.ts';
import { fenceMarkup } from './fence.ts';
import { h, toHtml, type Markup } from './markup.ts';
import { takeExcerpt } from './take-excerpt.ts';

const textOf = (markup: Markup): string =>
  typeof markup === 'string' ? markup : markup.children.map(textOf).join('');

describe('excerpts', () => {
  test('every part of every file is shown line by line as it stands in the file', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        for (const file of generateStack(choices).values())
          for (const [part, span] of Object.entries(file.parts)) {
            const excerpt = takeExcerpt(file, part);
            const lines = excerpt?.lines.map(({ pieces }) => `${pieces.map(({ text }) => text).join('')}\n`);
            expect(lines?.join('')).toBe(file.text.slice(span.from, span.to));
            expect(excerpt?.notes.length).toBe(new Set(excerpt?.lines.flatMap(({ notes }) => notes)).size);
          }
      }),
      { numRuns: 30 },
    );
  });

  test('a choice stands in one piece, whatever the highlighter makes of it', () => {
    const choices = { ...defaultChoices, project: 'web_shop', python: '3.13' as const };
    for (const file of generateStack(choices).values())
      for (const { pieces } of takeExcerpt(file, undefined)?.lines ?? [])
        for (const { ink, text } of pieces)
          if (ink !== undefined) expect(text).toBe(writeChoice(choices[ink]));
  });

  test('what was kept is read again, and anything else is refused', () => {
    const file = generateStack(defaultChoices).get('Dockerfile');
    const excerpt = file && takeExcerpt(file, 'user');
    expect(readTaken(JSON.parse(JSON.stringify(excerpt)))).toEqual(excerpt);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readTaken(value);
        expect(read === undefined || typeof read === 'string' || Array.isArray(read.lines)).toBe(true);
      }),
    );
    expect(
      readTaken({ first: 1, notes: [], lines: [{ notes: [], pieces: [{ text: 'x', ink: 'nobody' }] }] }),
    ).toBe(undefined);
  });
});

describe('fences', () => {
  test('commands keep their text, and a prompt is no part of it', () => {
    const source = '$ docker build -t {{project}} .\n$ docker run \\\n    {{project}}\n';
    const markup = fenceMarkup('console', source, defaultChoices);
    expect(textOf(markup)).toContain('$ docker build -t harbour .\n$ docker run \\\n    harbour\n');
    expect(toHtml(markup)).toContain('<span class="ink" data-ink="project">harbour</span>');
    expect(toHtml(markup)).toContain('<span class="prompt" aria-hidden="true">$ </span>');
  });

  test('a misspelt kind stops the build', () => {
    expect(() => fenceMarkup('pyhton', 'x', defaultChoices)).toThrow(/No such kind of code block: pyhton/);
  });
});

test('markup never lets text become HTML', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const inside = toHtml(h('b', { title: text }, text)).replace(
        /^<b(?: title="[^"<>]*"| title)>|<\/b>$/g,
        '',
      );
      expect(inside).not.toMatch(/[<>]/);
    }),
  );
});
