import { aptCalls } from '../facts/apt.ts';
import type { ImageFacts, StageFacts, Step } from '../facts/image.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { Stack } from '../stack.ts';
import { insertAfter, insertLinesBefore } from './fix.ts';
import type { Change } from './rule.ts';

/**
 * Installs a Debian package in a stage: with the last call of `apt-get install` there, or in a RUN of its own.
 *
 * @param before the command that needs it; without one it is put at the beginning of the stage, where root is at work
 */
export function installPackage(
  stack: Stack,
  image: ImageFacts,
  stage: StageFacts,
  name: string,
  before?: { step: Step; command: ShellCommand },
): Change {
  const limit = before === undefined ? stage.steps.length : stage.steps.indexOf(before.step) + 1;
  const last = stage.steps
    .slice(0, limit)
    .flatMap(aptCalls)
    .findLast(
      ({ action, packages, command }) =>
        action === 'install' &&
        packages.length > 0 &&
        (before === undefined || command.span.from < before.command.span.from),
    )
    ?.packages.at(-1);
  if (last !== undefined) return insertAfter(last.span, ` ${name}`);
  const { escape } = image.dockerfile;
  const lines = [
    `RUN apt-get update ${escape}`,
    `    && apt-get install -y --no-install-recommends ${name} ${escape}`,
    '    && rm -rf /var/lib/apt/lists/*',
  ];
  const place = before?.step.instruction ?? stage.steps[0]?.instruction;
  return place === undefined
    ? insertAfter(stage.stage.from.span, `\n${lines.join('\n')}`)
    : insertLinesBefore(stack, place.span, lines);
}
