import { deflateSync, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultChoices } from '../stack/choices.ts';
import { anyChoices } from '../stack/choices.arbitrary.ts';
import { generateStack } from '../stack/generate/index.ts';
import { zipStack } from './archive.ts';
import type { Edit } from './edit.ts';
import { refusePath } from './paths.ts';
import { readShare, writeShare, type Shared } from './share.ts';

const anyPath = fc
  .array(fc.stringMatching(/^[\w@+ é-]{1,12}(\.\w{1,4})?$/), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'))
  .filter((path) => refusePath(path) === undefined);
const anyEdit: fc.Arbitrary<Edit> = fc
  .record(
    {
      slot: fc.oneof(
        anyPath,
        anyPath.map((path) => `{{project}}/${path}`),
      ),
      base: fc.option(fc.string({ unit: 'binary' })),
      text: fc.option(fc.string({ unit: 'binary' })),
      executable: fc.boolean(),
    },
    { requiredKeys: ['slot', 'base', 'text'] },
  )
  .filter(({ base, text }) => base !== null || text !== null);

const fragmentOf = (shared: Shared): string => {
  const written = writeShare(shared);
  if ('message' in written) throw new Error(written.message);
  return written.fragment;
};
const messageOf = (fragment: string): string | undefined => {
  const read = readShare(fragment);
  return 'message' in read ? read.message : undefined;
};
const packed = (content: string | Uint8Array): string => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return `#s=1.${Buffer.from(deflateSync(bytes)).toString('base64url')}`;
};

describe('links', () => {
  test('carry choices and edits there and back', () => {
    const edits = fc.uniqueArray(anyEdit, { selector: ({ slot }) => slot, maxLength: 8 });
    fc.assert(
      fc.property(anyChoices, edits, (choices, some) => {
        expect(readShare(fragmentOf({ choices, edits: some }))).toEqual({
          shared: { choices, edits: some },
          problems: [],
        });
      }),
    );
  });

  test('hold nothing that a fragment may not', () => {
    fc.assert(
      fc.property(anyEdit, (edit) => {
        expect(fragmentOf({ choices: defaultChoices, edits: [edit] })).toMatch(/^#s=1\.[\w-]+$/);
      }),
    );
  });

  test('an edited Dockerfile makes a link that any program passes on', () => {
    const text = generateStack(defaultChoices).get('Dockerfile')?.text ?? '';
    const edits = [{ slot: 'Dockerfile', base: text, text: text.replace('harbour', 'port') }];
    expect(fragmentOf({ choices: defaultChoices, edits }).length).toBeLessThan(4000);
  });

  test('files for secrets stay out, on the way out and on the way in', () => {
    const secrets = ['.env', '.env.production', 'deploy/app.env'].map((slot) => ({
      slot,
      base: null,
      text: 'KEY=s3cret',
    }));
    const example = { slot: '.env.example', base: null, text: 'KEY=' };
    const edits = [...secrets, example];
    for (const fragment of [
      fragmentOf({ choices: defaultChoices, edits }),
      packed(JSON.stringify({ choices: '', edits })),
    ])
      expect(readShare(fragment)).toMatchObject({ shared: { edits: [example] } });
  });

  test('too long a link is told with its size, and not made', () => {
    const text = Array.from({ length: 12_000 }, (_, index) => Math.sin(index).toString(36)).join('\n');
    const written = writeShare({ choices: defaultChoices, edits: [{ slot: 'a', base: null, text }] });
    expect(written).toMatchObject({ message: expect.stringMatching(/a link of \d+ kB/) });
  });

  test('whatever stands in a link, it is read or refused with a sentence', () => {
    const content = fc.oneof(
      fc.json(),
      fc
        .record({
          choices: fc.oneof(fc.string(), fc.webQueryParameters()),
          edits: fc.oneof(fc.array(fc.oneof(anyEdit, fc.anything())), fc.anything()),
        })
        .map((value) =>
          String(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? 1 : one))),
        ),
    );
    const fragments = fc.oneof(
      fc.string(),
      fc.string().map((data) => `#s=${data}`),
      fc.webQueryParameters().map((form) => `#${form}`),
      fc.string().map((value) => `#project=${value}&workers=4`),
      fc.base64String().map((data) => `#s=1.${data}`),
      content.map(packed),
      fc.uint8Array().map(packed),
    );
    fc.assert(
      fc.property(fragments, (fragment) => {
        const read = readShare(fragment);
        if ('message' in read) expect(read.message).toMatch(/\.$/);
        else for (const { slot } of read.shared.edits) expect(refusePath(slot)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    '../up',
    '/etc/passwd',
    'a/../../b',
    'a//b',
    'C:/x',
    'a\\b',
    'a\u0000',
    'a\nb',
    'a\u202eb',
    '',
    'a/',
    './a',
    '.git/hooks/pre-commit',
    'x'.repeat(300),
  ])('a path that leads astray is refused: %j', (slot) => {
    const edits = [{ slot, base: null, text: '' }];
    expect(messageOf(packed(JSON.stringify({ choices: '', edits })))).toMatch(/damaged/);
  });

  test('a small link that unpacks to a mountain is refused', () => {
    expect(messageOf(packed(new Uint8Array(20_000_000).fill(0x20)))).toMatch(/damaged/);
    expect(messageOf(`#s=1.${'A'.repeat(100_000)}`)).toMatch(/longer/);
    expect(messageOf(packed('['.repeat(1_900_000)))).toMatch(/damaged/);
  });

  test('text that is no UTF-8 is refused, a link of a newer form told apart', () => {
    expect(messageOf(packed(Uint8Array.of(0x22, 0xff, 0x22)))).toMatch(/damaged/);
    expect(messageOf('#s=2.AAAA')).toMatch(/newer version/);
  });

  test('names of object members are names of files like others', () => {
    const content =
      '{"choices":"","edits":[{"slot":"__proto__","base":null,"text":"x"}],"__proto__":{"edits":1}}';
    expect(readShare(packed(content))).toMatchObject({ shared: { edits: [{ slot: '__proto__' }] } });
    expect({}).not.toHaveProperty('edits');
  });
});

/** Paths and Unix modes out of a zip's central directory (APPNOTE.TXT, 4.3.12). */
function modesIn(zip: Uint8Array): Map<string, number> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const modes = new Map<string, number>();
  let at = view.getUint32(zip.length - 22 + 16, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    expect(view.getUint8(at + 5)).toBe(3);
    const path = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + name));
    modes.set(path, view.getUint32(at + 38, true) >>> 16);
    at += 46 + name + extra + comment;
  }
  return modes;
}

describe('the zip', () => {
  const anyFiles = fc.uniqueArray(
    fc.record({
      path: anyPath,
      kind: fc.constant('other' as const),
      text: fc.string({ unit: 'binary' }),
      executable: fc.constantFrom(true, false, undefined),
    }),
    { selector: ({ path }) => path },
  );

  test('unpacked, it is the stack again, modes included, in one folder', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const zip = zipStack(files, 'harbour');
        const texts = Object.entries(unzipSync(zip)).map(([path, bytes]) => [
          path,
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
        ]);
        expect(new Map(texts as [string, string][])).toEqual(
          new Map(files.map(({ path, text }) => [`harbour/${path}`, text])),
        );
        expect(modesIn(zip)).toEqual(
          new Map(
            files.map(({ path, executable }) => [
              `harbour/${path}`,
              executable === true ? 0o100755 : 0o100644,
            ]),
          ),
        );
      }),
    );
  });

  test('equal stacks give equal bytes, in whatever order their files come', () => {
    const files = [...generateStack(defaultChoices).values()];
    expect(zipStack(files.toReversed(), 'harbour')).toEqual(zipStack(files, 'harbour'));
  });
});
