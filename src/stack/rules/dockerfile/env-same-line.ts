import type { Env } from '../../read/instruction.ts';
import { referencesIn, type Reference } from '../../read/references.ts';
import type { Assigned } from '../../read/scope.ts';
import type { Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A variable that is used in the same ENV that sets it, where it still has its value from before. */
export const envSameLine: Rule = {
  id: 'dockerfile/env-same-line',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { dockerfile } of images)
      for (const instruction of dockerfile.instructions) {
        if (instruction.kind !== 'env' || instruction.legacy) continue;
        const use = firstUse(instruction, dockerfile.escape, stack);
        if (use === undefined) continue;
        const { reference, setter, pair } = use;
        const before = instruction.scope.variables.get(reference.value);
        const old =
          before === undefined
            ? 'is still empty here'
            : `still has the value from above here${before.value === undefined ? '' : `, \`${before.value}\``}`;
        yield {
          message: `\`${pair.name.value}\` does not get the new \`${reference.value}\`: Docker works out all values of an \`ENV\` before it sets the first, so \`${reference.value}\` ${old}.`,
          at: reference.span,
          related: [{ value: 'set only when all values are known', span: setter.name.span }],
          fixes: split(instruction, pair, stack),
        };
      }
  },
};

interface Use {
  reference: Reference;
  setter: Assigned;
  pair: Assigned;
}

function firstUse({ pairs, scope }: Env, escape: string, stack: Stack): Use | undefined {
  for (const [index, pair] of pairs.entries())
    for (const reference of referencesOf(pair, escape, stack)) {
      const setter = pairs.slice(0, index).findLast(({ name }) => name.value === reference.value);
      if (setter === undefined || reference.hasDefault) continue;
      // `PATH=/bin:$PATH OLD=$PATH`: who extends a value knows that there is an older one, and may want it.
      const extended = referencesOf(setter, escape, stack).some(({ value }) => value === reference.value);
      const same =
        setter.value?.value !== undefined &&
        scope.variables.get(reference.value)?.value === setter.value.value;
      if (!extended && !same) return { reference, setter, pair };
    }
  return undefined;
}

const referencesOf = ({ value }: Assigned, escape: string, stack: Stack): Reference[] =>
  value === undefined
    ? []
    : referencesIn(stack.get(value.span.path)?.text ?? '', value.span, { escape, quotes: true });

/** Begins a new ENV with the pair that uses the other. */
function split({ pairs }: Env, pair: Assigned, stack: Stack): Fix[] {
  const before = pairs[pairs.indexOf(pair) - 1];
  if (before === undefined) return [];
  const text = stack.get(pair.name.span.path)?.text ?? '';
  const between = {
    ...pair.name.span,
    from: before.value?.span.to ?? before.name.span.to,
    to: pair.name.span.from,
  };
  if (!/^[\s\\`]*$/.test(text.slice(between.from, between.to))) return [];
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return [
    { title: `Set ${pair.name.value} in an ENV of its own`, changes: [replace(between, `${end}ENV `)] },
  ];
}
