import { expect, test } from 'vitest';
import { readRequirements } from './requirements.ts';

/** Each was given to pip 26: `Invalid requirement` at this place, or no complaint. 2026-11-23. */
test.each([
  ['uwsgi=2.0', 'operator', '=2.0'],
  ['Django >=5,2', 'version', '2'],
  ['Django uwsgi', 'two', 'uwsgi'],
  ['Django>=5 uwsgi', 'two', '>=5 uwsgi'],
  ['psycopg[binary>=3', 'extras', '[binary>=3'],
  ['Django=>5', 'operator', '=>5'],
  ['Django 5.2', 'no-operator', '5.2'],
  ['Django>=5<6', 'no-comma', '>=5<6'],
  ['Django==', 'version', '=='],
  ['Django>=5,,<6', 'version', ','],
  ['>=5', 'name', '>=5'],
  ['Django>=five', 'version', '>=five'],
  ['Django > = 5', 'operator', '> = 5'],
  ['_foo', 'name', '_foo'],
  ['Django>5.*', 'version', '>5.*'],
  ['Django~=5', 'version', '~=5'],
  ['Django~5', 'operator', '~5'],
  ['Django>=5.2#c', 'version', '>=5.2#c'],
  ['"Django>=5.2"', 'name', '"Django>=5.2"'],
  ['Django: 5.2', 'two', ': 5.2'],
  [',Django', 'name', ',Django'],
  ['--foo', 'option', '--foo'],
  ['Django --foo', 'option', '--foo'],
  ['Django --no-deps', 'option', '--no-deps'],
  ['Django -v', 'option', '-v'],
])('pip refuses %s', (line, reason, at) => {
  const [entry] = readRequirements({ path: 'r.txt', text: `${line}\n` }).entries;
  expect(entry).toMatchObject({ kind: 'error', reason, at: { value: at } });
});

test.each([
  ...[
    'Django',
    'Django>=5,',
    'Django (>=5)',
    'psycopg[]',
    'Django-5.2',
    'Django >= 5.2 # why',
    'Django>=5.2;',
  ],
  ...[
    'x==1.*',
    'x===any',
    'x~=1.0',
    'x==1!2.0',
    "x>=1; python_version<'3.13'",
    'x @ https://example.org/x.zip',
  ],
  ...[
    'x --no-binary :all:',
    'x>=1 --pre',
    'x --hash sha256:ab',
    'x --config-setting a=b',
    'x -C a=b',
    'x --global-option="--with y"',
    "x>=1; python_version>'3' --only-binary=x --hash=sha256:ab",
    'x --no-bin x',
    'x --',
  ],
])('pip takes %s', (line) => {
  const { entries, packages } = readRequirements({ path: 'r.txt', text: line });
  expect(entries).toEqual(packages);
  expect(packages).toHaveLength(1);
});

test('a package with everything, over several lines', () => {
  const text =
    'Psycopg_Binary[C, pool] >= 3.3 , < 3.4 ; python_version < "3.15" \\\r\n  --hash=sha256:ab \\\r\n  --hash=sha256:cd\r\n';
  const [found] = readRequirements({ path: 'r.txt', text }).packages;
  expect(found).toMatchObject({
    name: 'psycopg-binary',
    written: { value: 'Psycopg_Binary' },
    extras: ['c', 'pool'],
    specifiers: [
      { operator: '>=', version: '3.3' },
      { operator: '<', version: '3.4' },
    ],
    marker: 'python_version < "3.15"',
    hashed: true,
  });
});

test('other files, options, and what comes from elsewhere', () => {
  const text =
    '-r base.txt\n--constraint=c.txt\n-e .\ngit+https://example.org/x\n./local\n--index-url https://example.org\n';
  expect(readRequirements({ path: 'r.txt', text }).entries).toMatchObject([
    { kind: 'include', file: { value: 'base.txt' } },
    { kind: 'constraint', file: { value: 'c.txt' } },
    { kind: 'source', target: { value: '.' } },
    { kind: 'source' },
    { kind: 'source' },
    { kind: 'option', name: '--index-url' },
  ]);
});
