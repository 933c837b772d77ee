import { bashismsIn, type Bashism } from '../../facts/bashisms.ts';
import type { StageFacts, Step } from '../../facts/image.ts';
import { oncePer } from '../../facts/once.ts';
import { shellOf } from '../../facts/run-shell.ts';
import { scriptOf } from '../../read/run-script.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A RUN in bash's language that Debian's `/bin/sh`, which is dash, is told to read. */
export const runBashismInSh: Rule = {
  id: 'dockerfile/bashism-in-sh',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      for (const step of stage.steps) {
        const found = bashismsOf(stage, step);
        const [first, ...others] = found;
        if (first === undefined) continue;
        const consequence = first.stopsReading ? 'The build stops here' : 'This does not do what it says';
        yield {
          message: `${consequence}: Docker hands this to \`/bin/sh\`, which is dash on Debian, and \`${first.what}\` belongs to bash.`,
          at: first.span,
          related: others.map(({ what, span }) => ({ value: `${what} belongs to bash too`, span })),
          fixes: [
            {
              title: 'Let bash read the steps from here on',
              changes: [insertLinesBefore(stack, step.instruction.span, ['SHELL ["/bin/bash", "-c"]'])],
            },
          ],
        };
      }
    }
  },
};

function bashismsOf(stage: StageFacts, step: Step): Bashism[] {
  const { instruction } = step;
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell') return [];
  if (stage.image?.distribution !== 'debian' || shellOf(stage, step).name !== 'sh') return [];
  // `RUN bash <<EOF` and `RUN <<EOF` with a `#!` go to another reader than `/bin/sh`.
  if (instruction.heredocs.some(({ content }) => content.text.startsWith('#!'))) return [];
  if (instruction.heredocs.length > 0 && !/^\d*<<\S+$/.test(instruction.command.text.text)) return [];
  // Someone has put bash in the place of sh.
  if (stage.lineage.some((each) => each.commands.some(replacesSh))) return [];
  return stage.image.release === 'trixie' ? forTrixie(step) : forOlder(step);
}

const foundFor = (pipefail: boolean): ((step: Step) => Bashism[]) =>
  oncePer(({ instruction, commands }: Step) => {
    const shell = scriptOf(instruction.span.path, instruction);
    return shell === undefined ? [] : bashismsIn({ shell, commands }, { pipefail });
  });

// The dash of trixie has learned `pipefail`.
const forTrixie = foundFor(true);
const forOlder = foundFor(false);

const replacesSh = ({ program, args }: ShellCommand): boolean =>
  program === 'dpkg-reconfigure' || args.some(({ value }) => value === '/bin/sh');
