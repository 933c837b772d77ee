import type { ImageFacts } from '../facts/image.ts';
import { startBlock } from '../facts/start.ts';
import type { Env } from '../read/instruction.ts';
import type { Stack } from '../stack.ts';
import { insertAfter, insertLinesBefore } from './fix.ts';
import type { Change } from './rule.ts';

/**
 * Sets variables in an image: with their like, in the last ENV of the last stage that sets any, or in an ENV of their own
 * above what starts the container.
 *
 * @param like how the names begin that they belong with
 * @param pairs `NAME=value`, quoted as ENV wants it
 * @returns no change when there is no good place
 */
export function setVariables(
  stack: Stack,
  image: ImageFacts,
  like: string,
  pairs: readonly string[],
): Change[] {
  const beside = image.final.steps
    .map(({ instruction }) => instruction)
    .findLast(
      (instruction): instruction is Env =>
        instruction.kind === 'env' &&
        !instruction.legacy &&
        instruction.pairs.some(({ name }) => name.value.startsWith(like)),
    );
  const last = beside?.pairs.at(-1);
  if (beside !== undefined && last !== undefined) {
    const separator = separatorIn(stack, beside, image.dockerfile.escape);
    const end = last.value?.span ?? last.name.span;
    return [insertAfter(end, pairs.map((pair) => separator + pair).join(''))];
  }
  const block = startBlock(image.final);
  return block === undefined
    ? []
    : [
        insertLinesBefore(
          stack,
          block.instruction.span,
          pairs.map((pair) => `ENV ${pair}`),
        ),
      ];
}

/** What stands between the pairs of an ENV: a blank, or the end of a continued line. */
function separatorIn(stack: Stack, { pairs, span }: Env, escape: string): string {
  const [first, second] = pairs;
  const text = stack.get(span.path)?.text ?? '';
  const between =
    first === undefined || second === undefined
      ? ''
      : text.slice(first.name.span.from, second.name.span.from);
  const newline = /\r?\n[ \t]*$/.exec(between);
  return newline === null ? ' ' : ` ${escape}${newline[0]}`;
}
