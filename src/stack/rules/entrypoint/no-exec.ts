import { launchOf } from '../../facts/launch.ts';
import { serverPrograms } from '../../knowledge/python-packages.ts';
import type { Script } from '../../read/entrypoint.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A start script that runs its command and stays in front of it, where it keeps every signal to itself. */
export const noExec: Rule = {
  id: 'entrypoint/no-exec',
  severity: 'warning',
  reads: ['entrypoint'],
  *check({ images, scripts }) {
    for (const image of images) {
      const launch = launchOf(image, scripts);
      const started = launch?.script;
      // Behind tini the first process is another one; in shell form it is a shell in any case.
      if (started === undefined || launch?.wrapped !== false || started.openedBy === 'shell-form') continue;
      const command = waitedFor(started.script);
      if (command === undefined) continue;
      const [first] = command.words;
      if (first === undefined) continue;
      yield {
        message: `\`docker stop\` takes ten seconds and ends in a kill: the shell stays in front of \`${first.written}\` as process 1, and passes no signal on.`,
        at: command.span,
        related: [{ value: 'starts the script', span: started.word.span }],
        fixes: [
          {
            title: 'Put exec in front of it',
            changes: [replace({ ...first.span, to: first.span.from }, 'exec ')],
          },
        ],
      };
    }
  },
};

/** The last command of a script, where it is the server and the shell waits for it. */
function waitedFor({ commands, handsOver }: Script): ShellCommand | undefined {
  const last = commands.at(-1);
  if (last === undefined || last.within.length > 0 || last.words[0]?.value === 'exec') return undefined;
  if (last.joined === '|' || last.joined === '||') return undefined;
  if (handsOver?.command === last) return last;
  const runserver = last.args.some(({ value }) => value === 'runserver');
  return serverPrograms.includes(last.program ?? '') || (/^python/.test(last.program ?? '') && runserver)
    ? last
    : undefined;
}
