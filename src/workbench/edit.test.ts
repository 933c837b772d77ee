import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultChoices, type Choices } from '../stack/choices.ts';
import { anyChoices } from '../stack/choices.arbitrary.ts';
import { generateStack } from '../stack/generate/index.ts';
import { applyEdits, stackOf, type Edit, type OpenFile } from './edit.ts';
import { marksIn } from './spans.ts';

const shop: Choices = { ...defaultChoices, project: 'shop' };

function open(
  edits: Edit[],
  choices = defaultChoices,
): { files: OpenFile[]; paths: string[]; aside: string[] } {
  const { files, aside } = applyEdits(generateStack(choices), edits, choices);
  return {
    files,
    paths: files.map(({ path }) => path),
    aside: aside.map(({ slot, why }) => `${slot} ${why}`),
  };
}

const fileAt = (files: OpenFile[], path: string): OpenFile => {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  return file;
};

const views = fileAt(open([]).files, 'harbour/views.py').text;
const urlsEdit: Edit = { slot: '{{project}}/views.py', base: views, text: `${views}\n# mine\n` };

describe('applyEdits', () => {
  test('no edits: the stack as it is generated, for any choices', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const generated = generateStack(choices);
        const { files, aside } = applyEdits(generated, [], choices);
        expect(aside).toEqual([]);
        expect(files.map((file) => file.generated)).toEqual([...generated.values()]);
        expect([...stackOf(files).keys()]).toEqual([...generated.keys()]);
      }),
      { numRuns: 30 },
    );
  });

  test('an edit follows the project’s name, in its path and in its text', () => {
    const file = fileAt(open([urlsEdit], shop).files, 'shop/views.py');
    expect(file).toMatchObject({ edited: true, conflicts: [] });
    expect(file.text).toContain('"shop/home.html"');
    expect(file.text).toMatch(/# mine\n$/);
  });

  test('going to other choices and back gives the reader’s text again', () => {
    fc.assert(
      fc.property(anyChoices, fc.nat(), fc.string(), (choices, place, added) => {
        const { text } = fileAt(open([]).files, 'Dockerfile');
        const at = place % text.length;
        const mine = text.slice(0, at) + added + text.slice(at);
        const edits = [{ slot: 'Dockerfile', base: text, text: mine }];
        const there = fileAt(open(edits, choices).files, 'Dockerfile');
        expect(there.conflicts.length > 0 || there.text.includes(added) || added === '').toBe(true);
        expect(fileAt(open(edits).files, 'Dockerfile').text).toBe(mine);
      }),
      { numRuns: 30 },
    );
  });

  test('the edit of a file that a choice removes waits until the file comes back', () => {
    const { paths, aside } = open([urlsEdit], { ...defaultChoices, starter: false });
    expect(paths).not.toContain('harbour/views.py');
    expect(aside).toEqual(['{{project}}/views.py left out']);
    expect(fileAt(open([urlsEdit]).files, 'harbour/views.py').text).toBe(urlsEdit.text);
  });

  test('a deleted file is aside, whatever becomes of it', () => {
    const { paths, aside } = open([{ ...urlsEdit, text: null }], shop);
    expect(paths).not.toContain('shop/views.py');
    expect(aside).toEqual(['{{project}}/views.py deleted']);
  });

  test('a mode is an edit too, and stays when the text changes', () => {
    const edit: Edit = { slot: 'docker-entrypoint.sh', base: 'old\n', text: 'old\n', executable: false };
    const file = fileAt(open([edit]).files, 'docker-entrypoint.sh');
    expect(file).toMatchObject({ executable: false, edited: true, conflicts: [] });
    expect(file.text).toBe(file.generated?.text);
  });

  test('the reader’s own files follow the folder of the project and are known by their names', () => {
    const own: Edit[] = [
      { slot: '{{project}}/tasks.py', base: null, text: 'x = 1\n' },
      { slot: 'compose.yaml', base: null, text: 'services: {}\n' },
    ];
    const { files } = open(own, shop);
    expect(fileAt(files, 'shop/tasks.py')).toMatchObject({ kind: 'python', edited: true, base: null });
    expect(fileAt(files, 'compose.yaml').kind).toBe('compose');
  });

  test('a file of the reader’s own that is now generated too is a conflict, and both are kept', () => {
    const file = fileAt(open([{ slot: 'Dockerfile', base: null, text: 'FROM mine\n' }]).files, 'Dockerfile');
    expect(file.text).toBe('FROM mine\n');
    expect(file.conflicts).toMatchObject([{ mine: 'FROM mine\n', theirs: file.generated?.text }]);
  });

  test('two files that a new name brings to one path: the second waits, none is lost', () => {
    const own: Edit[] = [
      { slot: 'shop/tasks.py', base: null, text: '1' },
      { slot: '{{project}}/tasks.py', base: null, text: '2' },
    ];
    expect(open(own).aside).toEqual([]);
    expect(open(own, shop).aside).toHaveLength(1);
    expect(open(own, shop).paths.filter((path) => path === 'shop/tasks.py')).toHaveLength(1);
  });
});

describe('marksIn', () => {
  const file = fileAt(open([]).files, 'Dockerfile').generated;
  if (file === undefined) throw new Error('not generated');
  const slice = (text: string, span: { from: number; to: number } | undefined): string | undefined =>
    span && text.slice(span.from, span.to);
  const mixed = (text: string): fc.Arbitrary<string> =>
    fc
      .array(
        fc.tuple(
          fc.nat(text.length),
          fc.nat(40),
          fc.constantFrom('', '\n', 'x', '# new\n', 'RUN a\nRUN b\n'),
        ),
      )
      .map((changes) =>
        changes.reduce((now, [at, gone, put]) => now.slice(0, at) + put + now.slice(at + gone), text),
      );

  test('marks lie in the text, stand for the same words, and notes for the same lines', () => {
    fc.assert(
      fc.property(mixed(file.text), (text) => {
        const { ink, notes, parts } = marksIn(file, text);
        const inked = ink.map(({ span }) => slice(text, span));
        const meant = file.ink.map(({ span }) => slice(file.text, span));
        expect(inked.every((word) => meant.includes(word))).toBe(true);
        for (const { why, span } of notes) {
          const before = file.notes
            .filter((note) => note.why === why)
            .map((note) => slice(file.text, note.span));
          expect(before).toContain(slice(text, span));
        }
        for (const span of Object.values(parts)) {
          if (span === undefined) continue;
          expect(span.from < span.to && span.from >= 0 && span.to <= text.length).toBe(true);
          expect(span.from === 0 || text[span.from - 1] === '\n').toBe(true);
        }
      }),
    );
  });

  test('untouched parts move along, wherever something is put in between lines', () => {
    const [name, span] = Object.entries(file.parts).at(-1) ?? ['', undefined];
    if (span === undefined) throw new Error('no parts');
    const text = `# mine\n${file.text}`;
    expect(slice(text, marksIn(file, text).parts[name])).toBe(slice(file.text, span));
    expect(marksIn(file, text).notes).toHaveLength(file.notes.length);
  });

  test('a changed line keeps its part and what was untouched in it, and drops its note', () => {
    const note = file.notes.find(({ span }) => !slice(file.text, span)?.trimEnd().includes('\n'));
    const [name, part] = Object.entries(file.parts).find(
      ([, { from, to }]) => note && from <= note.span.from && to >= note.span.to,
    ) ?? ['', undefined];
    if (note === undefined || part === undefined) throw new Error('no such note');
    const at = note.span.to - 1;
    const text = `${file.text.slice(0, at)} # mine${file.text.slice(at)}`;
    const marks = marksIn(file, text);
    expect(marks.notes.map(({ why }) => why)).not.toContain(note.why);
    expect(marks.ink).toHaveLength(file.ink.length);
    expect(slice(text, marks.parts[name])).toContain('# mine');
  });

  test('a part whose lines are gone is not there any more', () => {
    for (const [name, { from, to }] of Object.entries(file.parts)) {
      const text = file.text.slice(0, from) + file.text.slice(to);
      expect(marksIn(file, text).parts[name]).toBeUndefined();
    }
  });
});
