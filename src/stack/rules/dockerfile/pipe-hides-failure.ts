import { shellOf } from '../../facts/run-shell.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Rule } from '../rule.ts';

/** A download into a program that is content with nothing. */
export const pipeHidesFailure: Rule = {
  id: 'dockerfile/pipe-hides-failure',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const step of stage.steps) {
        if (step.instruction.kind !== 'run' || shellOf(stage, step).pipefail) continue;
        if (step.commands.some(setsPipefail)) continue;
        for (const [index, command] of step.commands.entries()) {
          const next = step.commands[index + 1];
          if (next?.joined !== '|' || !downloads.has(command.program ?? '')) continue;
          const last = lastOfPipe(step.commands.slice(index + 1));
          if (last === undefined || !takesNothing(last)) continue;
          yield {
            message: `Where the download fails, the build goes on: a pipe is as successful as its last command, and \`${last.program ?? ''}\` is content with nothing. Download into a file first, or put \`set -o pipefail\` in front.`,
            at: command.span,
            related: [{ value: 'ends well without any input', span: last.span }],
          };
        }
      }
  },
};

const downloads = new Set(['curl', 'wget']);

const setsPipefail = ({ program, args }: ShellCommand): boolean =>
  program === 'set' && args.some(({ value }) => value === 'pipefail');

function lastOfPipe(commands: readonly ShellCommand[]): ShellCommand | undefined {
  const end = commands.findIndex(({ joined }) => joined !== '|');
  return commands.at(end === -1 ? -1 : end - 1);
}

/** Programs that end well when their input is empty; `tar`, `gpg`, `gunzip` and `apt-key` do not. */
function takesNothing({ program, args }: ShellCommand): boolean {
  if (/^(ba|da|a|z)?sh$/.test(program ?? '')) return !args.some(({ value }) => value === '-c');
  if (/^(python|perl|ruby|node)[\d.]*$/.test(program ?? ''))
    return !args.some(({ value }) => value === '-c' || value === '-m' || value === '-e');
  return program === 'tee' || program === 'cat';
}
