import { expect, test } from 'vitest';
import type { Piece } from '../code/pieces.ts';
import { rulePages } from '../rules/pages.ts';
import { findingOf } from './finding.ts';

const page = (id: string) => rulePages.find((one) => one.id === id) ?? expect.fail(`there is no rule ${id}`);
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

test('what the checker says of an example, and the line before and after its fix', () => {
  const { problem, here, there } = findingOf(page('across/wsgi-callable'));
  expect(problem.rule).toBe('across/wsgi-callable');
  expect(textOf(here.wrong).trim()).toBe('UWSGI_MODULE=harbour.wsgi:app \\');
  expect(textOf(here.right).trim()).toBe('UWSGI_MODULE=harbour.wsgi:application \\');
  expect(here.wrong).toContainEqual({ text: 'app', class: 'redlined' });
  expect(here.wrong).toContainEqual({ text: 'harbour', ink: 'project' });
  expect(there).toMatchObject({ slot: '{{project}}/wsgi.py' });
});

test('an example that its own file’s fix does not mend is refused', () => {
  expect(() => findingOf(page('across/settings-module-no-file'))).toThrow(/no example for the cover/);
});
