import { launchOf } from '../../facts/launch.ts';
import { manageCommand } from '../../facts/django.ts';
import type { Script } from '../../read/entrypoint.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { appendLine } from '../requirement-fix.ts';
import type { Rule } from '../rule.ts';

/** An entrypoint that does its work and ends, and never runs the command that it is given. */
export const noArgs: Rule = {
  id: 'entrypoint/no-args',
  severity: 'error',
  reads: ['entrypoint'],
  *check({ images, scripts, stack }) {
    for (const image of images) {
      const { entrypoint, cmd } = image.final;
      const started = launchOf(image, scripts)?.script;
      if (started === undefined || entrypoint === undefined || cmd === undefined) continue;
      if (entrypoint.command.form === 'shell' || !endsByItself(started.script, started.file.text)) continue;
      const last = lastLine(started.file.text);
      const { path } = started.file;
      yield {
        message: `The container ends at once, with exit code 0: \`${path}\` never runs the command that it is given.`,
        at: { path, ...last },
        related: [{ value: 'the command', span: cmd.command.span }],
        fixes: [{ title: 'End it with exec "$@"', changes: [appendLine(stack, path, 'exec "$@"')] }],
      };
    }
  },
};

/** The script looks at none of its arguments, and every command in it is one that comes to an end. */
const endsByItself = ({ commands, shell }: Script, text: string): boolean =>
  shell.errors.length === 0 && !/\$[@*1-9]|\$\{[@*1-9#]/.test(text) && commands.every(comesToAnEnd);

const short = new Set(
  `: [ cat cd chmod chown cp date echo exit export false grep ls mkdir mv nc pg_isready printf psql pwd return rm sed set
   shift sleep test touch trap true umask unset`.split(/\s+/),
);

const shortOfDjango = new Set(
  `check collectstatic compilemessages createcachetable createsuperuser flush loaddata makemigrations migrate
   showmigrations`.split(/\s+/),
);

function comesToAnEnd(command: ShellCommand): boolean {
  if (command.words.length === 0 || short.has(command.program ?? ''))
    return command.words[0]?.value !== 'exec';
  const django = manageCommand(command)?.name;
  if (django !== undefined) return shortOfDjango.has(django);
  // `python -c …` in a condition is a question.
  return command.within.includes('condition') || command.within.includes('substitution');
}

function lastLine(text: string): { from: number; to: number } {
  const to = text.trimEnd().length;
  return { from: text.lastIndexOf('\n', to - 1) + 1, to };
}
