import type { ShellCommand } from '../../read/shell.ts';
import type { Rule } from '../rule.ts';

/** A service that is started while the image is built, at the end of a step. */
export const serviceInBuild: Rule = {
  id: 'dockerfile/service-in-build',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { commands, instruction } of images
      .flatMap(({ stages }) => stages)
      .flatMap(({ steps }) => steps)) {
      // What follows in the same step finds it running.
      const last = commands.at(-1);
      const name = last && startedBy(last);
      if (instruction.kind !== 'run' || last === undefined || name === undefined) continue;
      yield {
        message: `\`${name}\` runs until this step ends, and in no container: an image holds files, not running programs.`,
        at: last.span,
      };
    }
  },
};

/** The service that a command starts. */
function startedBy({ program, programWord, args, within }: ShellCommand): string | undefined {
  if (within.length > 0) return undefined;
  const [first, second] = args.map(({ value }) => value);
  if (program === 'service') return starts(second) ? first : undefined;
  if (program === 'systemctl') return starts(first) ? second : undefined;
  return programWord?.value?.startsWith('/etc/init.d/') === true && starts(first) ? program : undefined;
}

const starts = (action: string | undefined): boolean => action === 'start' || action === 'restart';
