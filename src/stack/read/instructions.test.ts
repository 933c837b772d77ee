import { readdirSync, readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyChoices } from '../choices.arbitrary.ts';
import { generateStack } from '../generate/index.ts';
import { splitDockerfile } from './instructions.ts';

/** Keyword, from, to. */
type Place = [string, number, number];

const ours = (text: string): Place[] =>
  splitDockerfile({ path: 'Dockerfile', text }).instructions.map(({ keyword, span }) => [
    keyword.value,
    span.from,
    span.to,
  ]);

/** What the parser behind the editors that people use makes of the same text. */
function theirs(text: string): Place[] {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = ({ line, character }: { line: number; character: number }): number =>
    Math.min((starts[line] ?? text.length) + character, text.length);
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => [
      instruction.getKeyword(),
      offset(instruction.getRange().start),
      offset(instruction.getRange().end),
    ]);
}

/** Where the library is known to leave BuildKit's ways: texts in which it says nothing that counts. */
const gaps: Record<string, RegExp> = {
  'a lone \\r ends its line': /\r(?!\n)/,
  'white space other than blanks is a letter to it': /[^\S \t\r\n\ufeff]|(?!^)\ufeff/,
  'two escape signs at the end of a line continue it': /([\\`])\1[ \t]*\r?(\n|$)/,
  'a blank behind an escape sign hides the sign that follows': /[\\`][ \t]+[\\`]/,
  'an escape sign in or behind a keyword ends it otherwise': /^\ufeff?[ \t]*[^ \t\n]*[\\`]/m,
  'quotes and escape signs do not keep the words of a heredoc together':
    /["'\\`](?:[^\n]|(?<=[\\`][ \t]*\r?)\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*)*<<|<<[^\n]*["'\\`]/,
  'a heredoc has no number, and `<<-` holds for those behind it': /\d<<|<<-.*<</,
  'any name is that of a directive, its value may be missing, and a blank behind it ends them all':
    /^\ufeff?([ \t]*#[^\n]*\n)*[ \t]*#(?! (syntax|escape)=\S+\r?\n)[^\n]*=/,
};
const known = (text: string): boolean => Object.values(gaps).some((gap) => gap.test(text));

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      ' \\\n',
      'x \\ \r\n',
      ' \\\n\n',
      '# c\n',
      '  # c \\\n',
      ' `\n',
      '\t',
      'é',
      '\0',
      '[',
      '&& ',
    ],
    ...['FROM a\n', 'run ', 'COPY --from=b ', 'ENV A=', 'ONBUILD ', 'LABEL', '"', "'"],
    ...['EOF\n', '\tEOF\n', ' <<EOF\n', ' <<-EOF\n', ' <<A <<EOF x\n', 'A\n', 'RUN cat <<EOF >/x\n', '<<'],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const anyText = fc
  .tuple(
    fc.constantFrom('', '\ufeff', '# escape=`\n', '# syntax=x\n# escape=`\n'),
    fc.array(piece, { maxLength: 25 }),
  )
  .map(([mark, pieces]) => mark + pieces.join(''));

/** The same texts each time: another gap of the library's, found by chance, would be no failure of ours. */
const seed = 20261123;

/** Dockerfiles as people write them. */
const corpus = new URL('../../../e2e/corpus/', import.meta.url);
const found = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)Dockerfile[^/]*$/.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, corpus), 'utf8') }));

describe('instructions stand where the library finds them', { timeout: 120_000 }, () => {
  const expectSame = (text: string): void => {
    fc.pre(!known(text));
    expect(ours(text)).toEqual(theirs(text));
  };

  test('in any text', () => {
    fc.assert(fc.property(anyText, expectSame), { numRuns: 3000, seed });
  });

  test('in what becomes of a real file when it is edited', () => {
    const real = fc.oneof(
      anyChoices.map((choices) => generateStack(choices).get('Dockerfile')?.text ?? ''),
      fc.constantFrom(...found.map(({ text }) => text)),
    );
    const edit = fc.record({ at: fc.nat(3000), length: fc.nat(40), text: anyText });
    fc.assert(
      fc.property(real, fc.array(edit, { maxLength: 3 }), (text, edits) => {
        expectSame(
          edits.reduce((old, { at, length, text: inserted }) => {
            const from = at % (old.length + 1);
            return old.slice(0, from) + inserted + old.slice(from + length);
          }, text),
        );
      }),
      { numRuns: 1000, seed },
    );
  });

  test.each(found)('in $path', ({ text }) => {
    expect(ours(text)).toEqual(theirs(text));
  });
});

/** Each held against `docker build --check`: Docker Engine 28.5, 2026-11-23. */
describe('where the library leaves BuildKit, BuildKit is followed', () => {
  test.each([
    ['FROM a\rRUN b\n# c\rRUN d\nRUN e', ['FROM', 'RUN']],
    ['FROM a\n\u00a0RUN\fb\n\ufeffRUN c', ['FROM', 'RUN', '\ufeffRUN']],
    ['FROM a\nRUN b \\\\\nRUN c', ['FROM', 'RUN', 'RUN']],
    ['FROM a\n\\\nRUN b', ['FROM', 'RUN']],
    ['FROM a\n\\\n', ['FROM', '\\']],
    ['FROM a\nRUN echo "x <<EOF y"\nRUN b', ['FROM', 'RUN', 'RUN']],
    ['FROM a\nRUN cat <<"E F" 3<<G\nRUN b\nE F\nRUN c\nG\nRUN d', ['FROM', 'RUN', 'RUN']],
    ['FROM a\nRUN cat <<-A <<B\nRUN b\n\tA\nRUN c\n\tB\nB\nRUN d', ['FROM', 'RUN', 'RUN']],
    ['# a=b\n# escape=`\nFROM a\nRUN b `\nRUN c', ['FROM', 'RUN', 'RUN']],
  ])('%j', (text, keywords) => {
    expect(ours(text).map(([keyword]) => keyword)).toEqual(keywords);
    expect(known(text)).toBe(true);
  });
});
