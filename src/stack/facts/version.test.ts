import { expect, test } from 'vitest';
import { readRequirements } from '../read/requirements.ts';
import { canBeMet, satisfies } from './version.ts';

const conditions = (text: string) =>
  readRequirements({ path: 'requirements.txt', text: `Django${text}` }).packages.flatMap(
    ({ specifiers }) => specifiers,
  );

test.each([
  ['>=6.1,<6.2,==5.2', false],
  ['==5.2.1,==5.2.2', false],
  ['==5.2,==5.2.0', true],
  ['==5.2,>=5.2', true],
  ['==5.2.*,>=5.2.3', true],
  ['~=5.2,<5.2', false],
  ['~=5.2.1,>=5.3', false],
  ['~=5.2,>=5.9', true],
  ['>5,<5.1', true],
  ['>=5.1,<5.1', false],
  ['>=4.2,<5.0,!=4.2.1', true],
  ['>=5.2', true],
  ['==5.2rc1,==5.2', undefined],
  ['==5.2+local,==5.1', undefined],
])('%s can be met: %s', (text, expected) => {
  expect(canBeMet(conditions(text))).toBe(expected);
});

test.each([
  ['5.2.7', '>=5.2,<5.3', true],
  ['5.3', '>=5.2,<5.3', false],
  ['5.10', '~=5.2', true],
  ['6.0', '~=5.2', false],
  ['5.2.1', '==5.2.*', true],
])('%s fits %s: %s', (version, text, expected) => {
  expect(satisfies(version, conditions(text))).toBe(expected);
});
