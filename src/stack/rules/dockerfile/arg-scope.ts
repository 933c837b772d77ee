import type { ImageFacts, StageFacts, Step } from '../../facts/image.ts';
import { unsetIn } from '../../facts/unset.ts';
import type { Arg, Instruction } from '../../read/instruction.ts';
import type { Reference } from '../../read/references.ts';
import type { Assigned } from '../../read/scope.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Finding, Rule } from '../rule.ts';

/** A variable that is an ARG elsewhere in the file, and nothing in the stage that uses it. */
export const argScope: Rule = {
  id: 'dockerfile/arg-scope',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const stage of image.stages) {
        const told = new Set<string>();
        for (const step of stage.steps)
          for (const reference of unsetIn(step, image.dockerfile.escape, stack)) {
            const declared = declaration(image, stage, reference.value);
            if (declared === undefined || told.has(reference.value)) continue;
            told.add(reference.value);
            yield findingFor(step, reference, declared, stack);
          }
      }
  },
};

interface Declaration {
  pair: Assigned;
  /** Above the first FROM: then a stage can take the value over. */
  global: boolean;
}

/** The ARG of that name above the first FROM, or else in another stage. */
export function declaration(
  { dockerfile, stages }: ImageFacts,
  stage: StageFacts,
  name: string,
): Declaration | undefined {
  const firstFrom = dockerfile.instructions.findIndex(({ kind }) => kind === 'from');
  const find = (instructions: readonly Instruction[]): Assigned | undefined =>
    instructions
      .filter((instruction): instruction is Arg => instruction.kind === 'arg')
      .flatMap(({ pairs }) => pairs)
      .find((pair) => pair.name.value === name);
  const above = find(dockerfile.instructions.slice(0, firstFrom));
  if (above !== undefined) return { pair: above, global: true };
  const elsewhere = stages.filter((other) => other !== stage).flatMap((other) => other.stage.instructions);
  const pair = find(elsewhere);
  return pair && { pair, global: false };
}

function findingFor(
  { instruction }: Step,
  reference: Reference,
  { pair, global }: Declaration,
  stack: Stack,
): Finding {
  const name = reference.value;
  const where = global ? 'above the first `FROM`' : 'in another stage';
  const asRoot = instruction.kind === 'user' && /^:?$/.test(instruction.user.value ?? '-');
  const line = global || pair.value === undefined ? `ARG ${name}` : `ARG ${name}=${pair.value.written}`;
  return {
    message: asRoot
      ? `The container runs as root: \`${instruction.user.written}\` comes to nothing, because \`${name}\` is set ${where} and not in this stage.`
      : `\`${name}\` is empty here: its \`ARG\` stands ${where}, and this stage has none.`,
    at: reference.span,
    related: [{ value: global ? 'holds for FROM alone' : 'holds in its own stage', span: pair.name.span }],
    fixes: [
      {
        title: `Declare ${name} in this stage`,
        changes: [insertLinesBefore(stack, instruction.span, [line])],
      },
    ],
  };
}
