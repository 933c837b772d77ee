import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyChoices } from '../../stack/choices.arbitrary.ts';
import { defaultChoices, type Choices } from '../../stack/choices.ts';
import { generateStack, type GeneratedFile } from '../../stack/generate/index.ts';
import type { Edit } from '../../workbench/edit.ts';
import type { Excerpt, Taken } from '../code/excerpt.ts';
import { editedSource } from './edited-source.ts';
import { generatedSource, takeExcerpts } from './take-excerpts.ts';

const filesOf = (choices: Choices): GeneratedFile[] => [...generateStack(choices).values()];
const [dockerfile] = filesOf(defaultChoices);
if (dockerfile === undefined) throw new Error('There is no Dockerfile.');

const linesOf = ({ lines }: Excerpt): string[] =>
  lines.map(({ pieces }) => pieces.map(({ text }) => text).join(''));

/** A part of the Dockerfile once the reader has made this of it. */
function edited(text: string | null, part: string, choices = defaultChoices): Taken | undefined {
  const edit: Edit = { slot: 'Dockerfile', base: dockerfile?.text ?? '', text };
  return takeExcerpts([{ slot: 'Dockerfile', part }], editedSource(choices, [edit]))[0];
}

/** The excerpt of a part that must have lines. */
function linesIn(taken: Taken | undefined): Excerpt {
  if (taken === undefined || typeof taken === 'string') throw new Error(`No lines: ${String(taken)}.`);
  return taken;
}

const asGenerated = (part: string): Excerpt =>
  linesIn(takeExcerpts([{ slot: 'Dockerfile', part }], generatedSource(defaultChoices))[0]);

const partText = (part: string): string => {
  const span = dockerfile.parts[part];
  return span === undefined ? '' : dockerfile.text.slice(span.from, span.to);
};

describe('excerpts of edited files', () => {
  test('a changed line shows, its note is dropped, and the others are numbered anew', () => {
    const before = asGenerated('user');
    const line = linesOf(before)[0] ?? '';
    const after = linesIn(edited(dockerfile.text.replace(line, 'RUN groupadd somebody'), 'user'));
    expect(linesOf(after)).toEqual(['RUN groupadd somebody', ...linesOf(before).slice(1)]);
    expect(after.edited).toBe(true);
    expect(before.lines[0]?.notes).toEqual([1]);
    expect(after.notes).toEqual(before.notes.slice(1));
    expect(after.lines.flatMap(({ notes }) => notes)).toEqual(after.notes.map((_, index) => index + 1));
  });

  test('lines above move the numbers, and the part itself is not called edited', () => {
    const before = asGenerated('user');
    expect(linesIn(edited(`# one\n# two\n${dockerfile.text}`, 'user'))).toEqual({
      ...before,
      first: before.first + 2,
    });
  });

  test('a part that is gone, a file that is gone, and a part that the choices leave out are told apart', () => {
    expect(edited(dockerfile.text.replace(partText('code'), ''), 'code')).toBe('lost');
    expect(edited(null, 'code')).toBe('deleted');
    expect(edited(dockerfile.text, 'app-base', { ...defaultChoices, stages: 'one' })).toBe('left out');
    expect(edited(null, 'app-base', { ...defaultChoices, stages: 'one' })).toBe('deleted');
  });

  test('an edit that changes nothing any more gives what is generated', () => {
    expect(edited(dockerfile.text, 'user')).toEqual(asGenerated('user'));
  });

  test('whatever the reader makes of a file, each part is some of its lines, or is said to be lost', () => {
    const anyEdit = fc.record({
      which: fc.nat(),
      from: fc.nat(),
      length: fc.nat({ max: 400 }),
      put: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\n', 'a\r\nb\n', 'USER root\n')),
    });
    fc.assert(
      fc.property(anyChoices, anyEdit, (choices, { which, from, length, put }) => {
        const files = filesOf(choices);
        const file = files[which % files.length] ?? dockerfile;
        const at = from % (file.text.length + 1);
        const text = file.text.slice(0, at) + put + file.text.slice(at + length);
        const places = [undefined, ...Object.keys(file.parts)].map((part) => ({ slot: file.slot, part }));
        const source = editedSource(choices, [{ slot: file.slot, base: file.text, text }]);
        for (const taken of takeExcerpts(places, source)) {
          if (typeof taken === 'string') {
            expect(taken).toBe('lost');
            continue;
          }
          const lines = text.split('\n').slice(taken.first - 1, taken.first - 1 + taken.lines.length);
          expect(linesOf(taken)).toEqual(lines);
          const numbers = taken.lines.flatMap(({ notes }) => notes);
          expect(numbers).toEqual(taken.notes.map((_, index) => index + 1));
        }
      }),
      { numRuns: 80 },
    );
  });
});
