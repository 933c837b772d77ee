import { expect, test } from 'vitest';
import { commandsOf, readShell, type ShellCommand } from './shell.ts';
import { trace } from './traced.ts';

const known: Readonly<Record<string, string>> = { APP: 'harbour' };

const commands = (text: string): ShellCommand[] =>
  commandsOf(readShell('f', trace(text, 0, text.length)), (name) =>
    name === 'UNKNOWN' ? undefined : (known[name] ?? null),
  );

const words = (text: string): (string | undefined)[][] =>
  commands(text).map((command) => command.words.map(({ value }) => value));

test.each<[string, (string | undefined)[][]]>([
  [`a 'b c' "d $APP" e\\ f g"h"i`, [['a', 'b c', 'd harbour', 'e f', 'ghi']]],
  ['a $APP/x "$NONE" $NONE b', [['a', 'harbour/x', '', 'b']]],
  ['a $UNKNOWN ${UNKNOWN:-x} ${NONE:-x y} ${APP:-x}', [['a', undefined, undefined, 'x y', 'harbour']]],
  ['X="1 2"; a $X "$X"', [[], ['a', '1', '2', '1 2']]],
  ['if a; then X=1; fi; b $X', [['a'], [], ['b', undefined]]],
  ['a $(b c) "$(d)"', [['b', 'c'], ['d'], ['a', undefined, undefined]]],
  ['for f in a b; do c $f; done', [['c', undefined]]],
  [
    'export A=1 && echo $A',
    [
      ['export', 'A=1'],
      ['echo', '1'],
    ],
  ],
  [
    '[ "$1" = on ] || exit 1',
    [
      ['[', undefined, '=', 'on', ']'],
      ['exit', '1'],
    ],
  ],
])('%s', (text, expected) => {
  const found = words(text);
  expect(found).toEqual(expected);
});

test('a word that comes from a variable of the script is found where it was set', () => {
  const text = 'set -ex && DEPS="gcc  libpcre3" && apt-get install $DEPS';
  const install = commands(text).at(-1);
  const places = install?.args.map(({ value, span }) => [value, text.slice(span.from, span.to), span.from]);
  expect(places?.slice(1)).toEqual([
    ['gcc', 'gcc', text.indexOf('gcc')],
    ['libpcre3', 'libpcre3', text.indexOf('libpcre3')],
  ]);
});

test.each([
  ['exec gosu app /venv/bin/uwsgi --ini x', 'uwsgi', ['--ini', 'x']],
  ['A=1 env -i B=2 python -m pip', 'python', ['-m', 'pip']],
  ['timeout 5 nc -z db 5432', 'nc', ['-z', 'db', '5432']],
  ['exec "$@"', undefined, []],
  ['exec', 'exec', []],
])('%s runs %s', (text, program, args) => {
  const command = commands(text)[0];
  expect([command?.program, command?.args.map(({ value }) => value)]).toEqual([program, args]);
});

test('what commands stand in, and between', () => {
  const found = commands('a && b || c; ( cd /x && cd y && d ) ; until e; do f | g & done; h() { i; }');
  expect(found.map(({ words: [word], joined, within }) => [word?.value, joined, within.join(' ')])).toEqual([
    ['a', undefined, ''],
    ['b', '&&', ''],
    ['c', '||', ''],
    ['cd', undefined, 'subshell'],
    ['cd', '&&', 'subshell'],
    ['d', '&&', 'subshell'],
    ['e', undefined, 'condition'],
    ['f', undefined, 'loop background'],
    ['g', '|', 'loop background'],
    ['i', undefined, 'function'],
  ]);
  expect(found.map(({ directory }) => directory)).toEqual([
    '.',
    '.',
    '.',
    '.',
    '/x',
    '/x/y',
    '.',
    '.',
    '.',
    '.',
  ]);
});
