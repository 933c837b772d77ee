import { expect, test } from 'vitest';
import { defaultChoices } from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';
import type { Problem, Severity } from '../../stack/rules/rule.ts';
import { applyEdits } from '../../workbench/edit.ts';
import { badge, byWeight, describePlace, verdict } from './view.ts';

const { files } = applyEdits(generateStack(defaultChoices), [], defaultChoices);

const problem = (severity: Severity, path = 'Dockerfile', from = 0): Problem => ({
  rule: 'dockerfile/any',
  severity,
  message: 'Something is wrong.',
  at: { path, from, to: from + 1 },
  related: [],
  fixes: [],
});

const said = (...severities: Severity[]): string =>
  verdict({ problems: severities.map((one) => problem(one)), byPath: new Map(), state: 'checked' }, 13);

test('the verdict counts, and says whether anything keeps the stack from working', () => {
  expect(said()).toBe('Nothing found in 13 files.');
  expect(said('hint')).toBe('1 finding. It stops nothing.');
  expect(said('hint', 'warning')).toBe('2 findings. None of them stops anything.');
  expect(said('error')).toBe('1 finding. It has to be mended before this works.');
  expect(said('warning', 'error')).toBe('2 findings, 1 of them an error.');
  expect(said('error', 'error')).toBe('2 findings, all of them errors.');
  expect(verdict({ problems: [], byPath: new Map(), state: 'unavailable' }, 13)).toBe('Not checked.');
});

test('findings stand by weight, then in the order of the files and of their lines', () => {
  const sorted = byWeight(
    [
      problem('hint'),
      problem('error', 'requirements.txt'),
      problem('error', 'Dockerfile', 9),
      problem('error', 'Dockerfile', 3),
    ],
    files,
  );
  expect(sorted.map(({ severity, at }) => `${severity} ${at.path} ${at.from}`)).toEqual([
    'error Dockerfile 3',
    'error Dockerfile 9',
    'error requirements.txt 0',
    'hint Dockerfile 0',
  ]);
});

test('a badge shows the heaviest severity and has the counts in words', () => {
  expect(badge([])).toBeUndefined();
  expect(badge([problem('hint'), problem('error'), problem('hint')])).toEqual({
    severity: 'error',
    count: 3,
    words: '1 error, 2 hints',
  });
});

test('a place is named by file and line, also in a file that is not there', () => {
  expect(describePlace(files, { path: 'harbour/health.py', from: 0, to: 1 })).toBe('health.py, line 1');
  expect(describePlace(files, { path: 'compose.yaml', from: 40, to: 41 })).toBe('compose.yaml, line 1');
});
