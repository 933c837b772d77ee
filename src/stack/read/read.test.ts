import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultChoices } from '../choices.ts';
import { generateStack } from '../generate/index.ts';
import type { Span } from '../stack.ts';
import { readDockerfile } from './dockerfile.ts';
import { readDockerignore } from './dockerignore.ts';
import { readScript } from './entrypoint.ts';
import { readPython } from './python.ts';
import { readRequirements } from './requirements.ts';
import { commandsOf, readShell } from './shell.ts';
import { scriptOf } from './run-script.ts';
import { trace } from './traced.ts';

const readers = {
  Dockerfile: (file: { path: string; text: string }) => {
    const dockerfile = readDockerfile(file);
    const commands = dockerfile.instructions.flatMap((instruction) => {
      const script = scriptOf(file.path, instruction);
      return script === undefined ? [] : commandsOf(script, () => undefined);
    });
    return { dockerfile, commands };
  },
  '.dockerignore': (file: { path: string; text: string }) => {
    const read = readDockerignore(file);
    return { patterns: read.patterns, hit: read.ignores('a/b/c.txt') };
  },
  'requirements.txt': readRequirements,
  'docker-entrypoint.sh': readScript,
  'harbour/settings_deploy.py': readPython,
} as const;

/** Properties take as long as the machine is busy. */
const unhurried = { timeout: 120_000 };

/** Every span in what a reader gave. */
function spansIn(value: unknown, found: Span[] = [], seen = new Set<object>()): Span[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return found;
  seen.add(value);
  if ('from' in value && 'to' in value && typeof value.from === 'number') found.push(value as Span);
  const parts = value instanceof Map || value instanceof Set ? value.values() : Object.values(value);
  for (const part of parts) spansIn(part, found, seen);
  return found;
}

/** Pieces on which readers stumble, mixed with any text. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '\r',
      '\\\n',
      '\\\r\n',
      '\\',
      '# ',
      '# escape=`\n',
      '`\n',
      '\ufeff',
      '\0',
      '\t',
      ' ',
      'é',
      '💥',
    ],
    ...[
      'FROM a AS b\n',
      'RUN ',
      'COPY ',
      'COPY --from=b ',
      'ENV A=',
      'ARG X',
      'CMD [',
      'ONBUILD ',
      'HEALTHCHECK CMD ',
    ],
    ...[
      '<<EOF\n',
      "<<-'X'\n",
      'EOF\n',
      '"',
      "'",
      '$',
      '${A:-',
      '${',
      '}',
      '$(',
      '`',
      ')',
      '[',
      ']',
      ',',
      '{',
      ';',
      '&&',
    ],
    ...[
      'Django',
      '==',
      '>=5,',
      '[x]',
      '--hash=',
      '-r ',
      ' @ ',
      '!',
      '**/',
      '*',
      '?',
      '[a-',
      'if ',
      'then ',
      'fi',
      'case ',
    ],
    ...[
      'X = ',
      'os.environ["',
      'import ',
      'from . ',
      'def f(',
      '"""',
      'f"',
      'lambda: ',
      '\n    ',
      '*',
      'as ',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyText = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

const generated = generateStack(defaultChoices);

describe.each(Object.entries(readers))('the reader of %s', (path, read) => {
  const original = generated.get(path)?.text ?? '';

  function expectSpansInside(text: string): void {
    for (const { from, to } of spansIn(read({ path, text })))
      if (!(from >= 0 && from <= to && to <= text.length))
        expect.unreachable(`${from}..${to} of ${text.length}`);
  }

  test('takes any text, and every span lies in it', unhurried, () => {
    fc.assert(fc.property(anyText, expectSpansInside), { numRuns: 2000 });
  });

  test('takes what becomes of a real file when it is edited', unhurried, () => {
    const edit = fc.record({ from: fc.nat(original.length), length: fc.nat(40), text: anyText });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = original;
        for (const { from, length, text: inserted } of edits)
          text = text.slice(0, from) + inserted + text.slice(from + length);
        expectSpansInside(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('finds the same with the line ends of Windows, at the same words', () => {
    const words = (text: string): string[] =>
      spansIn(read({ path, text })).map(({ from, to }) => text.slice(from, to).replaceAll('\r\n', '\n'));
    const plain = words(original);
    expect(plain.length).toBeGreaterThan(3);
    if (path !== 'docker-entrypoint.sh') expect(words(original.replaceAll('\n', '\r\n'))).toEqual(plain);
  });
});

test('a shell script of any depth of nesting is read in time', () => {
  const text = `${'$('.repeat(3000)}a${')'.repeat(3000)}`;
  expect(readShell('f', trace(text, 0, text.length)).path).toBe('f');
});
