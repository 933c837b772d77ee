import { withoutCapitals } from '../../read/image-name.ts';
import type { Instruction } from '../../read/instruction.ts';
import { jsonArray } from '../../read/pairs.ts';
import type { Malformed } from '../../read/malformed.ts';
import type { Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Fix, Rule } from '../rule.ts';
import { refusalMessage } from './refusals.ts';

/** What stands behind an instruction is not what Docker takes there. */
export const badArguments: Rule = {
  id: 'dockerfile/bad-arguments',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const { instructions } of dockerfiles.values())
      for (const instruction of instructions) {
        const { malformed, keyword } = instruction;
        if (malformed === undefined || isToldElsewhere(instruction, malformed)) continue;
        const meant = meantWord(malformed);
        const message = refusalMessage(malformed, keyword.value, meant);
        if (message === undefined) continue;
        yield { message, at: malformed.at.span, fixes: mend(instruction, malformed, meant, stack) };
      }
  },
};

/** `dockerfile/env-space` knows more about a stray word among the pairs of an ENV. */
const isToldElsewhere = (instruction: Instruction, { reason }: Malformed): boolean =>
  reason === 'not-a-pair' && instruction.kind === 'env' && !instruction.legacy;

/** The word that was most likely meant. */
function meantWord({ reason, at: { value }, known }: Malformed): string | undefined {
  if (reason === 'unknown-flag') {
    const flag = nearest(value.slice(2), known, 2);
    return flag && `--${flag}`;
  }
  if (reason === 'signal') return nearest(value.toUpperCase(), known, 2);
  const word = reason === 'healthcheck' ? (value.split(/\s/)[0]?.toUpperCase() ?? '') : value.toLowerCase();
  return nearest(word, known);
}

/** The right text, where there is only one. */
function mend(
  instruction: Instruction,
  { reason, at }: Malformed,
  meant: string | undefined,
  stack: Stack,
): Fix[] {
  const { value, span } = at;
  const text = stack.get(span.path)?.text ?? '';
  const put = (right: string, length = value.length): Fix[] =>
    // What is written over two lines, or comes from a variable, stands there in other letters.
    text.startsWith(value.slice(0, length), span.from)
      ? [{ title: `Write ${right}`, changes: [replace({ ...span, to: span.from + length }, right)] }]
      : [];
  switch (reason) {
    case 'healthcheck':
      return meant === undefined
        ? [{ title: 'Write CMD in front of it', changes: [replace({ ...span, to: span.from }, 'CMD ')] }]
        : put(meant, value.search(/\s|$/));
    case 'image-capitals':
      return put(withoutCapitals(value));
    case 'duration':
      return /^\d+$/.test(value) ? put(`${value}s`) : [];
    case 'not-json': {
      const list = value.replaceAll("'", '"');
      return jsonArray(list)?.every((each) => typeof each === 'string') === true ? put(list) : [];
    }
    case 'flag-without-value': {
      const [blank, ...words] = text.slice(span.to, instruction.span.to).match(/^[ \t]+|\S+/g) ?? [];
      const own = instruction.kind === 'copy' || instruction.kind === 'add' ? 2 : 1;
      const isValue = blank?.trim() === '' && words.length > own && words[0]?.startsWith('-') === false;
      return isValue
        ? [
            {
              title: 'Write = for the blank',
              changes: [replace({ ...span, from: span.to, to: span.to + blank.length }, '=')],
            },
          ]
        : [];
    }
    default:
      return meant === undefined ? [] : put(meant);
  }
}
