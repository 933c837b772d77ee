import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choiceIds,
  choiceOf,
  choiceSchema,
  defaultChoices,
  formatChoices,
  isChoiceId,
  parseChoices,
  readChoice,
  withChoice,
  writeChoice,
  type ChoiceId,
} from '../choices.ts';
import { anyChoices } from '../choices.arbitrary.ts';
import { generateStack } from './index.ts';

describe('choices', () => {
  test('the URL form carries every set of choices there and back', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(parseChoices(formatChoices(choices))).toEqual({ choices, problems: [] });
      }),
    );
  });

  test('untouched choices need no link at all', () => {
    expect(formatChoices(defaultChoices)).toBe('');
  });

  test('any link gives choices, and a message for each value that could not be taken', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (form) => {
        const { choices, problems } = parseChoices(form);
        for (const id of choiceIds)
          expect(readChoice(id, writeChoice(choices[id]))).toEqual({ value: choices[id] });
        for (const { id, value } of problems)
          expect(isChoiceId(id) && 'value' in readChoice(id, value)).toBe(false);
      }),
    );
  });

  test.each([
    ['project', 'Shop', 'lower-case'],
    ['project', 'my-shop', 'lower-case'],
    ['project', 'shop_', 'lower-case'],
    ['project', 'class', 'word of Python'],
    ['project', 'json', 'module json'],
    ['project', 'django', 'module django'],
    ['project', 'manage', 'beside your package'],
    ['project', '', 'lower-case'],
    ['appUser', 'root', 'already'],
    ['appUser', 'www-data', 'already'],
    ['port', '80', 'from 1024 to 65535'],
    ['port', '8e3', 'whole number'],
    ['workers', '0', 'from 1 to 64'],
    ['django', '2.2', 'one of 6.1, 5.2'],
    ['allowedHosts', '*', '.example.org'],
    ['allowedHosts', 'https://shop.example.org', 'without a scheme'],
    ['allowedHosts', 'localhost:8000', 'without a scheme'],
    ['allowedHosts', 'localhost, shop.example.org', 'without blanks'],
    ['starter', 'true', 'on or off'],
  ] satisfies [ChoiceId, string, string][])(
    '%s does not take %j, and says what is allowed',
    (id, written, says) => {
      expect(readChoice(id, written)).toEqual({ message: expect.stringContaining(says) as string });
    },
  );
});

describe('generated files', () => {
  test('equal choices give equal files', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(generateStack(choices)).toEqual(generateStack({ ...choices }));
      }),
    );
  });

  test('ink, parts and notes lie in their file; ink holds the value, parts and notes are whole lines', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        for (const file of generateStack(choices).values()) {
          for (const { choice, span } of file.ink)
            expect(file.text.slice(span.from, span.to)).toBe(writeChoice(choices[choice]));
          for (const { from, to } of [...Object.values(file.parts), ...file.notes.map(({ span }) => span)]) {
            expect(from === 0 || file.text[from - 1] === '\n').toBe(true);
            expect(file.text[to - 1]).toBe('\n');
          }
        }
      }),
    );
  });

  test('a verbatim choice changes nothing but its ink', () => {
    const verbatim = choiceIds.filter((id) => choiceOf(id).verbatim);
    fc.assert(
      fc.property(anyChoices, anyChoices, (choices, others) => {
        const changed = verbatim.reduce((result, id) => withChoice(result, id, others[id]), choices);
        const swapped = [...generateStack(choices).values()].map((file) => {
          let text = '';
          let at = 0;
          for (const { choice, span } of file.ink) {
            text += file.text.slice(at, span.from) + writeChoice(changed[choice]);
            at = span.to;
          }
          return text + file.text.slice(at);
        });
        expect(swapped).toEqual([...generateStack(changed).values()].map(({ text }) => text));
      }),
    );
  });

  test('files are tidy: no blanks at a line’s end, no tabs, one line break at the end', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        for (const { path, text } of generateStack(choices).values()) {
          expect(text, path).not.toMatch(/[ \t]\n|\t|\n\n\n\n/);
          expect(text === '' || /[^\n]\n$/.test(text), path).toBe(true);
        }
      }),
    );
  });

  test('every choice changes something', () => {
    const all = (id: ChoiceId, written: string) => {
      const read = readChoice(id, written);
      if (!('value' in read)) throw new Error(`${id}=${written}`);
      return [
        ...generateStack(withChoice(withChoice(defaultChoices, 'hostGuard', true), id, read.value)).values(),
      ]
        .map(({ path, text }) => `${path}\n${text}`)
        .join('');
    };
    for (const id of choiceIds) {
      const choice = choiceSchema[id];
      const other =
        choice.kind === 'option'
          ? (choice.options[1]?.value ?? '')
          : choice.kind === 'switch'
            ? 'off'
            : choice.kind === 'number'
              ? String(choice.default + 1)
              : 'elsewhere';
      expect(all(id, other), id).not.toBe(all(id, id === 'hostGuard' ? 'on' : writeChoice(choice.default)));
    }
  });
});
