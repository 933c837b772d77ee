import { describe, expect, test } from 'vitest';
import { stackOf } from '../stack.fixture.ts';
import { readStack } from './facts.ts';
import { settingIn } from './settings.ts';

const settingOf = (files: Readonly<Record<string, string>>, path: string): string => {
  const setting = settingIn(readStack(stackOf(files)), path, 'NAME');
  return setting.state === 'set' && setting.assignment.value.kind === 'string'
    ? setting.assignment.value.value
    : setting.state;
};

describe('the value of a setting in force', () => {
  test.each([
    ['its own', { 'settings.py': 'NAME = "a"\n' }, 'a'],
    ['the last one', { 'settings.py': 'NAME = "a"\nNAME = "b"\n' }, 'b'],
    ['never set', { 'settings.py': 'OTHER = 1\n' }, 'unset'],
    ['set in a branch', { 'settings.py': 'NAME = "a"\nif X:\n    NAME = "b"\n' }, 'unknown'],
    ['settled behind a branch', { 'settings.py': 'if X:\n    NAME = "b"\nNAME = "a"\n' }, 'a'],
    ['taken in', { 'settings.py': 'from base import *\n', 'base.py': 'NAME = "a"\n' }, 'a'],
    [
      'over what was taken in',
      { 'settings.py': 'from base import *\nNAME = "b"\n', 'base.py': 'NAME = "a"\n' },
      'b',
    ],
    [
      'under what is taken in',
      { 'settings.py': 'NAME = "b"\nfrom base import *\n', 'base.py': 'NAME = "a"\n' },
      'a',
    ],
    ['taken in by name', { 'settings.py': 'from base import NAME\n', 'base.py': 'NAME = "a"\n' }, 'a'],
    ['from a file that is not there', { 'settings.py': 'from gone import *\n' }, 'unknown'],
    ['settled all the same', { 'settings.py': 'from gone import *\nNAME = "a"\n' }, 'a'],
    ['set by other means', { 'settings.py': 'globals()["NAME"] = "b"\n' }, 'unknown'],
    [
      'in a circle',
      { 'settings.py': 'from base import *\n', 'base.py': 'from settings import *\n' },
      'unknown',
    ],
  ])('%s', (_, files, expected) => {
    expect(settingOf(files, 'settings.py')).toBe(expected);
  });

  test('relative to a package', () => {
    const files = {
      'shop/settings/__init__.py': 'NAME = "a"\n',
      'shop/settings/deploy.py': 'from . import *\n',
      'shop/local/dev.py': 'from ..settings.deploy import *\n',
    };
    expect(settingOf(files, 'shop/local/dev.py')).toBe('a');
  });

  test('files that all take in each other come to an end', () => {
    const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
    const text = names.map((name) => `from ${name} import *\n`).join('');
    const files = Object.fromEntries(names.map((name) => [`${name}.py`, text]));
    expect(settingOf(files, 's0.py')).toBe('unknown');
  });
});
