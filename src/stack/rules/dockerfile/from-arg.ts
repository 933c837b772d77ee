import type { Dockerfile } from '../../read/dockerfile.ts';
import { imageNameFault } from '../../read/image-name.ts';
import type { Arg, From } from '../../read/instruction.ts';
import { referencesIn, type Reference } from '../../read/references.ts';
import { lookupIn, type Assigned } from '../../read/scope.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore, replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Finding, Fix, Rule } from '../rule.ts';

/** A variable in FROM that no ARG above the first FROM declares. */
export const fromArg: Rule = {
  id: 'dockerfile/from-arg',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { dockerfile } of images)
      for (const { from } of dockerfile.stages) {
        const text = stack.get(dockerfile.path)?.text ?? '';
        const span = { ...from.span, from: from.keyword.span.to };
        const unset = referencesIn(text, span, { escape: dockerfile.escape, quotes: true }).find(
          ({ value, hasDefault }) => !hasDefault && lookupIn(from.scope)(value) === null,
        );
        if (unset !== undefined) yield findingFor(unset, from, dockerfile, stack);
      }
  },
};

function findingFor(
  { value: name, span }: Reference,
  from: From,
  dockerfile: Dockerfile,
  stack: Stack,
): Finding {
  const { value, written } = from.image;
  const stops = value !== undefined && imageNameFault(value) !== undefined;
  const above = dockerfile.instructions.slice(
    0,
    dockerfile.instructions.indexOf(dockerfile.stages[0]?.from ?? from),
  );
  const declared = pairsIn(above);
  const below = pairsIn(dockerfile.instructions).find((pair) => pair.name.value === name);
  const meant = nearest(
    name,
    declared.map((pair) => pair.name.value),
    2,
  );
  const consequence = stops
    ? `The build stops here: \`${written}\` comes to \`${value}\`, which names no image, because \`${name}\` is empty.`
    : `\`${name}\` is empty here.`;
  const why =
    meant === undefined
      ? ' In `FROM` only an `ARG` above the first `FROM` counts.'
      : ` Did you mean \`${meant}\`?`;
  return {
    message: consequence + why,
    at: span,
    related: below === undefined ? [] : [{ value: 'holds in its own stage', span: below.name.span }],
    fixes: meant === undefined ? declare(below, dockerfile, stack) : rename(name, meant, span, stack),
  };
}

const pairsIn = (instructions: Dockerfile['instructions']): Assigned[] =>
  instructions
    .filter((instruction): instruction is Arg => instruction.kind === 'arg')
    .flatMap(({ pairs }) => pairs);

function rename(name: string, meant: string, span: Reference['span'], stack: Stack): Fix[] {
  const from = span.from + (stack.get(span.path)?.text[span.from + 1] === '{' ? 2 : 1);
  return [{ title: `Write ${meant}`, changes: [replace({ ...span, from, to: from + name.length }, meant)] }];
}

/** The ARG of a stage, once more above the first FROM. */
function declare(pair: Assigned | undefined, { stages }: Dockerfile, stack: Stack): Fix[] {
  const [first] = stages;
  if (pair?.value === undefined || first === undefined || pair.value.written.includes('$')) return [];
  const line = `ARG ${pair.name.value}=${pair.value.written}`;
  return [
    {
      title: 'Declare it above the first FROM',
      changes: [insertLinesBefore(stack, first.from.span, [line])],
    },
  ];
}
