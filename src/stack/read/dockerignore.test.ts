import { expect, test } from 'vitest';
import { readDockerignore } from './dockerignore.ts';

const files = [
  ...[
    '.env',
    '.env.prod',
    '.git/HEAD',
    'README.md',
    'a/[x].txt',
    'a/b/c/z.pyc',
    'a/b/y.py',
    'a/node',
    'a/x.py',
  ],
  ...['app/main.py', 'app/static/s.css', 'd/venv/lib', 'top.py', 'top.sh'],
];
const inA = ['a/[x].txt', 'a/b/c/z.pyc', 'a/b/y.py', 'a/node', 'a/x.py'];
const without = (...kept: string[]): string[] => files.filter((file) => !kept.includes(file));

/** Each was given to Docker Engine 28.5 with `COPY . /x`, and this is what did not arrive: 2026-11-23. */
test.each<[string, string[]]>([
  ['*.sh', ['top.sh']],
  ['**/*.pyc', ['a/b/c/z.pyc']],
  ['a', inA],
  ['/a/', inA],
  ['a/*', inA],
  ['a/**', inA],
  ['a/**/*.py', ['a/b/y.py', 'a/x.py']],
  ['**/venv', ['d/venv/lib']],
  ['venv', []],
  ['*\n!app', without('app/main.py', 'app/static/s.css')],
  ['*\n!app/static', without('app/static/s.css')],
  ['a\n!a/b/y.py', inA.filter((file) => file !== 'a/b/y.py')],
  ['!a\na', inA],
  ['.env*\n!.env.prod', ['.env']],
  ['# c\n  top.*  ', ['top.py', 'top.sh']],
  ['a/b/../x.py', ['a/x.py']],
  ['./top.py', ['top.py']],
  ['a/?.py', ['a/x.py']],
  ['a/[a-x].py', ['a/x.py']],
  ['a/[^a-w].py', ['a/x.py']],
  ['a/\\[x\\].txt', ['a/[x].txt']],
  ['**', files],
  ['**\n!**/*.py', files.filter((file) => !file.endsWith('.py'))],
  ['a/**/c', ['a/b/c/z.pyc']],
  ['a*', [...inA, 'app/main.py', 'app/static/s.css']],
  ['*/*/y.py', ['a/b/y.py']],
  ['.git\n!.git/HEAD', []],
  ['\ufefftop.sh', ['top.sh']],
  ['a//b', ['a/b/c/z.pyc', 'a/b/y.py']],
  ['**/static/', ['app/static/s.css']],
  ['*.p[xy]', ['top.py']],
  ['#top.sh', []],
  ['top.sh #x', []],
])('%j', (text, expected) => {
  const { ignores } = readDockerignore({ path: '.dockerignore', text: `${text}\r\n` });
  expect(files.filter((file) => ignores(file) !== undefined)).toEqual(expected);
});

test('the pattern that decides is told, with its place', () => {
  const text = '.git\n*.sh\n';
  const pattern = readDockerignore({ path: '.dockerignore', text }).ignores('start.sh');
  expect(pattern && text.slice(pattern.span.from, pattern.span.to)).toBe('*.sh');
});

test('stars without end are compared in time', () => {
  const { ignores } = readDockerignore({
    path: '.dockerignore',
    text: `${'*a'.repeat(200)}b\n${'**/'.repeat(200)}b`,
  });
  expect(ignores(`${'a'.repeat(300)}/${'c/'.repeat(300)}`)).toBeUndefined();
});
