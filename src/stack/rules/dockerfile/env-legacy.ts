import type { Instruction } from '../../read/instruction.ts';
import { readPairs } from '../../read/pairs.ts';
import { located } from '../../read/traced.ts';
import type { Located } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** ENV or LABEL in the old form, without `=`: the rest of the line is one value. */
export const envLegacy: Rule = {
  id: 'dockerfile/env-legacy',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { dockerfile } of images)
      for (const instruction of dockerfile.instructions) {
        const pair = legacyPair(instruction, dockerfile.escape);
        if (pair === undefined) continue;
        yield {
          message: messageFor(instruction.keyword.value, pair),
          at: { ...pair.name.span, to: pair.rest.span.to },
          fixes: rewrite(pair),
        };
      }
  },
};

/** A name, and the rest of its line. */
interface LegacyPair {
  name: Located<string>;
  rest: Located<string>;
}

function legacyPair(instruction: Instruction, escape: string): LegacyPair | undefined {
  if (instruction.kind === 'env' && instruction.legacy) {
    const [pair] = instruction.pairs;
    return pair?.value && { name: pair.name, rest: { value: pair.value.written, span: pair.value.span } };
  }
  if (instruction.kind !== 'other' || instruction.keyword.value !== 'LABEL') return undefined;
  const { pairs, legacy } = readPairs(instruction.args, escape);
  const [pair] = pairs;
  if (!legacy || pair?.value === undefined) return undefined;
  const { path } = instruction.span;
  return { name: located(path, pair.name), rest: located(path, pair.value) };
}

function messageFor(keyword: string, { name: { value: name }, rest: { value: rest } }: LegacyPair): string {
  if (rest.startsWith('='))
    return `\`${name}\` becomes \`${rest}\`, with the sign: a blank stands in front of the \`=\`.`;
  const second = pairsMeant(name, rest)?.[1]?.[0];
  return second === undefined
    ? `\`${keyword} ${name}\` has no \`=\`. Docker still reads this old form, and takes the rest of the line for the value, however many words it has.`
    : `\`${second}\` is not set: without \`=\`, \`${name}\` takes the rest of the line, and becomes \`${rest}\`.`;
}

/** The pairs that `A 1 B 2` was meant to be; `undefined` when it does not look like more than one. */
function pairsMeant(name: string, written: string): [string, string][] | undefined {
  const words = [name, ...written.split(/\s+/)];
  const names = words.filter((_, index) => index % 2 === 0);
  const values = words.filter((_, index) => index % 2 === 1);
  if (names.length < 2 || names.length !== values.length) return undefined;
  if (!names.every((word) => /^[A-Z][A-Z0-9_]*$/.test(word)) || /["'\\]/.test(written)) return undefined;
  return names.map((word, index) => [word, values[index] ?? '']);
}

function rewrite({ name, rest }: LegacyPair): Fix[] {
  const text = modern(name.value, rest.value);
  // Over several lines, the words stand elsewhere in the file than they seem to.
  if (text === undefined || rest.span.to - rest.span.from !== rest.value.length) return [];
  return [{ title: `Write ${text}`, changes: [replace({ ...rest.span, from: name.span.from }, text)] }];
}

/** The same with `=`; `undefined` where the value's own quotes would have to be rewritten. */
function modern(name: string, rest: string): string | undefined {
  const several = pairsMeant(name, rest);
  if (several !== undefined) return several.map(([key, value]) => `${key}=${value}`).join(' ');
  const value = rest.replace(/^=\s*/, '');
  if (!/\s/.test(value)) return `${name}=${value}`;
  return /["'\\]/.test(value) ? undefined : `${name}="${value}"`;
}
