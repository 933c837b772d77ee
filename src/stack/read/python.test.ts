import { expect, test } from 'vitest';
import { readPython } from './python.ts';

const read = (...lines: string[]): ReturnType<typeof readPython> =>
  readPython({ path: 'settings.py', text: lines.join('\n') });

test('assignments, with their values and whether they may not happen', () => {
  const { assignments } = read(
    'DEBUG = False  # never',
    'HOSTS: list = ["a", *MORE, "b"]',
    'PAIR = "x", 2',
    'A = B = "one " r"two\\d"',
    'STORAGES["staticfiles"]["BACKEND"] = None',
    'DATABASES = {"default": config(600, health=True)}',
    'if DEBUG:',
    '    SECRET_KEY = f"{x}"',
  );
  expect(assignments.map(({ target, conditional }) => [target.value, conditional])).toEqual([
    ['DEBUG', false],
    ['HOSTS', false],
    ['PAIR', false],
    ['A', false],
    ['B', false],
    ['STORAGES["staticfiles"]["BACKEND"]', false],
    ['DATABASES', false],
    ['SECRET_KEY', true],
  ]);
  const values = assignments.map(({ value }) => value);
  expect(values[0]).toMatchObject({ kind: 'boolean', value: false });
  expect(values[1]).toMatchObject({ kind: 'list', complete: false, items: [{ value: 'a' }, { value: 'b' }] });
  expect(values[2]).toMatchObject({ kind: 'tuple', items: [{ value: 'x' }, { kind: 'number', value: 2 }] });
  expect(values[4]).toMatchObject({ kind: 'string', value: 'one two\\d' });
  expect(values[5]).toMatchObject({ kind: 'none' });
  expect(values[6]).toMatchObject({
    kind: 'dict',
    entries: [
      { key: { value: 'default' }, value: { kind: 'call', callee: 'config', args: [{ value: 600 }] } },
    ],
  });
  expect(values[7]).toMatchObject({ kind: 'other' });
});

test('imports', () => {
  const { imports } = read(
    'import os.path as p, sys',
    'from .base import (A as B, C)',
    'from .. import x',
    'from m import *',
    'try:',
    '    import y',
    'except ImportError: pass',
  );
  expect(imports.map(({ module, names, conditional }) => [module.value, names, conditional])).toEqual([
    ['os.path', [], false],
    ['sys', [], false],
    ['.base', ['A', 'C'], false],
    ['..', ['x'], false],
    ['m', ['*'], false],
    ['y', [], true],
  ]);
});

test('what is read from the environment, and what happens without it', () => {
  const { environment } = read(
    'KEY = os.environ["SECRET_KEY"]',
    'URL = os.environ.get("URL", "x")',
    'os.environ["SET"] = "1"',
    "LEVEL = os.getenv('LEVEL')",
    'def f(): return environ["LATER"]',
    'ANY = os.environ[name]',
  );
  expect(environment.map(({ name, required, conditional }) => [name.value, required, conditional])).toEqual([
    ['SECRET_KEY', true, false],
    ['URL', false, false],
    ['LEVEL', false, false],
    ['LATER', true, true],
  ]);
  expect(environment[1]?.otherwise).toMatchObject({ kind: 'string', value: 'x' });
});

test('what shares a value, what is computed, and where a condition reaches', () => {
  const { assignments, environment, definitions, errors } = read(
    'A, (B, C) = load()',
    'TIMES = (yield_ for _ in range(3)), [*A, 1]',
    'with open("x") as f, lock: D = f"{os.environ["IN_FIELD"]:>{width}} }}"',
    'E = os.environ["EITHER"] if A else (lambda x=1, *y: os.environ["OR"])',
    'match kind:',
    '    case {"a": [*_], **rest} if rest:',
    '        F = 1',
    'match = case = type = 1',
    'type G = list[int]',
    'print(not os.environ.get("ASKED"), sep="")',
    '@decorated(1)',
    'async def view[T](request, /, *, page: int = 1, **rest) -> str: return page',
    'class Meta(Base, metaclass=M):',
    '\tH = 1',
    'I = [',
    '    1,  # one',
    '] \\',
    '    + J',
  );
  expect(errors).toEqual([]);
  expect(
    assignments.map(({ target, value, conditional }) => [target.value, value.kind, conditional]),
  ).toEqual([
    ['A', 'other', false],
    ['B', 'other', false],
    ['C', 'other', false],
    ['TIMES', 'tuple', false],
    ['D', 'other', false],
    ['E', 'other', false],
    ['F', 'number', true],
    ['match', 'number', false],
    ['case', 'number', false],
    ['type', 'number', false],
    ['G', 'other', false],
    ['H', 'number', true],
    ['I', 'other', false],
  ]);
  expect(environment.map(({ name, conditional }) => [name.value, conditional])).toEqual([
    ['IN_FIELD', false],
    ['EITHER', true],
    ['OR', true],
    ['ASKED', false],
  ]);
  expect(definitions.map(({ value }) => value)).toEqual(['view', 'Meta']);
});

test.each([
  ['a string without an end', "A = 'x", "'x"],
  ['a bracket without an end', 'A = (1,\nB = 2', '='],
  ['two values without a comma', 'A = 1 2', '2'],
  ['a keyword for a name', 'class = 1', '='],
  ['a line that is set in too far', 'A = 1\n  B = 2', 'B'],
  ['a block with nothing in it', 'if A:\nB = 2', 'B'],
  ['more brackets than Python takes', `A = ${'['.repeat(100_000)}`, '['],
])('%s is an error, and the next line is read all the same', (_, text, at) => {
  const { assignments, errors } = read(`${text}\n]})`, 'LAST = 1');
  const [error] = errors;
  expect(`${text}\n]})`.slice(error?.from, error?.to)).toBe(at);
  if (!text.includes('[')) expect(assignments.at(-1)?.target.value).toBe('LAST');
});
