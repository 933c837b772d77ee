import { expect, test } from 'vitest';
import { firstSentence } from './message.ts';

test.each([
  ['The tag moves. A later build may differ.', 'The tag moves.', 'A later build may differ.'],
  [
    '`settings.py. X` is not copied. It stops the build.',
    '`settings.py. X` is not copied.',
    'It stops the build.',
  ],
  [
    'Django 6.1 needs Python 3.12. `python:3.11` has none.',
    'Django 6.1 needs Python 3.12.',
    '`python:3.11` has none.',
  ],
  ['There is no `RUNN`', 'There is no `RUNN`', ''],
  ['', '', ''],
])('%j is cut behind its first sentence', (message, title, rest) => {
  expect(firstSentence(message)).toEqual({ title, rest });
});
