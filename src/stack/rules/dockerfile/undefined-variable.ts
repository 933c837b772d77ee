import type { ImageFacts, StageFacts, Step } from '../../facts/image.ts';
import { unsetIn } from '../../facts/unset.ts';
import type { Reference } from '../../read/references.ts';
import type { Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Finding, Rule } from '../rule.ts';
import { declaration } from './arg-scope.ts';

/** A variable that Docker is to replace, and that neither the file nor the base image sets. */
export const undefinedVariable: Rule = {
  id: 'dockerfile/undefined-variable',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const stage of image.stages) {
        const told = new Set<string>();
        for (const step of stage.steps) {
          // In a RUN the shell has variables of its own.
          if (step.instruction.kind === 'run') continue;
          for (const reference of unsetIn(step, image.dockerfile.escape, stack)) {
            if (told.has(reference.value) || isToldElsewhere(image, stage, step, reference)) continue;
            told.add(reference.value);
            yield findingFor(step, reference, stack);
          }
        }
      }
  },
};

/**
 * An ARG of another stage and a variable that the same ENV sets have rules of their own; `PYTHONPATH=$PYTHONPATH:/code`
 * is meant to hold with or without a value.
 */
const isToldElsewhere = (
  image: ImageFacts,
  stage: StageFacts,
  { instruction }: Step,
  { value }: Reference,
): boolean =>
  declaration(image, stage, value) !== undefined ||
  (instruction.kind === 'env' && instruction.pairs.some(({ name }) => name.value === value));

function findingFor({ instruction }: Step, { value: name, span }: Reference, stack: Stack): Finding {
  const meant = nearest(name, instruction.scope.variables.keys());
  const why =
    name === 'HOME'
      ? ' Only a shell or a running container has it, not the build: write the folder itself.'
      : meant === undefined
        ? ''
        : ` Did you mean \`${meant}\`?`;
  const from = span.from + (stack.get(span.path)?.text[span.from + 1] === '{' ? 2 : 1);
  return {
    message: `\`${name}\` is empty here: neither this file nor the base image sets it.${why}`,
    at: span,
    fixes:
      meant === undefined
        ? []
        : [{ title: `Write ${meant}`, changes: [replace({ ...span, from, to: from + name.length }, meant)] }],
  };
}
