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
