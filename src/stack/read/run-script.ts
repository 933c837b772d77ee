import type { Command, Instruction } from './instruction.ts';
import { readShell, type ShellScript } from './shell.ts';
import { join, standingAt } from './traced.ts';

/**
 * The shell text that an instruction runs: of a RUN, with its heredocs; of CMD, ENTRYPOINT or HEALTHCHECK in shell form.
 * `undefined` for the exec form, and for a heredoc that another interpreter reads.
 */
export function scriptOf(path: string, instruction: Instruction): ShellScript | undefined {
  if (instruction.kind === 'run') {
    const { command, heredocs } = instruction;
    const [only] = heredocs;
    if (command.form === 'shell' && only !== undefined) {
      const isWhole = /^\d*<<\S+$/.test(command.text.text);
      if (isWhole) return isForShell(only.content.text) ? readShell(path, only.content) : undefined;
      // Whoever asks where a line end or a name stands is led to the heredoc's opening.
      const bodies = heredocs.flatMap(({ content, name, opening }) => [
        standingAt(opening.from, '\n'),
        content,
        standingAt(opening.from, name),
      ]);
      return readShell(path, join([command.text, ...bodies]));
    }
    return shellForm(path, command);
  }
  if (instruction.kind === 'cmd' || instruction.kind === 'entrypoint')
    return shellForm(path, instruction.command);
  if (instruction.kind === 'healthcheck') return shellForm(path, instruction.command);
  return undefined;
}

const shellForm = (path: string, command: Command | undefined): ShellScript | undefined =>
  command?.form === 'shell' ? readShell(path, command.text) : undefined;

/** A heredoc may begin with a `#!` of its own. */
const isForShell = (content: string): boolean =>
  !content.startsWith('#!') || /^#!.*\/(env +)?(ba|da|a)?sh\b/.test(content);
