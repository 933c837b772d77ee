import type { Env } from '../../read/instruction.ts';
import type { Assigned } from '../../read/scope.ts';
import type { Span, Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A word without `=` among the pairs of an ENV. */
export const envSpace: Rule = {
  id: 'dockerfile/env-space',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const { instructions } of dockerfiles.values())
      for (const instruction of instructions) {
        if (instruction.kind !== 'env' || instruction.legacy) continue;
        if (instruction.malformed?.reason !== 'not-a-pair') continue;
        const stray = instruction.malformed.at;
        const pair = pairBefore(instruction, stray.span, stack.get(stray.span.path)?.text ?? '');
        const name = pair?.name.value;
        const at = pair === undefined ? stray.span : { ...stray.span, from: pair.name.span.from };
        yield {
          message:
            name === undefined
              ? `Docker stops here: \`${stray.value}\` is no pair of a name and a value.`
              : `Docker stops here: the blank ends \`${name}\`, and \`${stray.value}\` behind it is no pair of a name and a value.`,
          at,
          fixes: pair === undefined ? [] : join(instruction, pair, stray.span, stack),
        };
      }
  },
};

/** The pair that the word was meant to belong to: the last one in front of it, on the same line. */
const pairBefore = ({ pairs }: Env, stray: Span, text: string): Assigned | undefined =>
  pairs.findLast(
    ({ name }) => name.span.from < stray.from && !text.slice(name.span.from, stray.from).includes('\n'),
  );

function join({ pairs, span }: Env, pair: Assigned, stray: Span, stack: Stack): Fix[] {
  const text = stack.get(span.path)?.text ?? '';
  const written = pair.value?.written ?? '';
  const from = pair.name.span.to + 1;
  if (written === '')
    return [{ title: 'Take out the blank', changes: [replace({ ...stray, from, to: stray.from }, '')] }];
  // All words up to the next pair, as long as they stand on one line and need no escaping.
  const next = pairs.find(({ name }) => name.span.from > stray.from)?.name.span.from ?? span.to;
  const words =
    text
      .slice(from, next)
      .split(/\s*\\?\r?\n/)[0]
      ?.trimEnd() ?? '';
  if (/["'\\$]/.test(words) || from + words.length < stray.to) return [];
  return [
    {
      title: 'Put the value in quotes',
      changes: [replace({ ...stray, from, to: from + words.length }, `"${words}"`)],
    },
  ];
}
