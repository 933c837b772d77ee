import { composeMentions } from '../../facts/compose-text.ts';
import type { Facts } from '../../facts/facts.ts';
import { commandsIn, type ImageFacts } from '../../facts/image.ts';
import { serverCommand, startBlock, startScript } from '../../facts/start.ts';
import { usersMade } from '../../facts/users.ts';
import { uwsgiOptions } from '../../facts/uwsgi.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** A server that runs as root, because nothing says otherwise. */
export const userMissing: Rule = {
  id: 'dockerfile/user-missing',
  severity: 'warning',
  yieldsTo: ['dockerfile/arg-scope'],
  reads: ['dockerfile'],
  *check(facts) {
    if (composeMentions(facts.stack, 'user')) return;
    for (const image of facts.images) {
      const { user, entrypoint, cmd, image: base } = image.final;
      const name = user?.user.value;
      const start = cmd ?? entrypoint;
      if (user === undefined ? base === undefined || start === undefined : !isRoot(name)) continue;
      if (changesUser(facts, image)) continue;
      yield {
        message: `${serverName(facts, image)} runs as root${user === undefined ? ', because no `USER` says otherwise' : ''}: whoever breaks into it may change everything in the container.`,
        at: user?.user.span ?? start?.span ?? image.final.imageName.span,
        fixes: takeUser(facts, image),
      };
    }
  },
};

const isRoot = (user: string | undefined): boolean => user !== undefined && /^(root|0)?(:|$)/.test(user);

function serverName(facts: Facts, image: ImageFacts): string {
  const program = serverCommand(facts, image)?.program;
  return program === undefined || !/^[\w.-]+$/.test(program) ? 'The container' : `\`${program}\``;
}

const handsToUser = /^(gosu|su-exec|setpriv|su|sudo|runuser|chroot|start-stop-daemon|s6-setuidgid|chpst)$/;
/** Programs that begin as root in order to leave it themselves. */
const leavesRoot =
  /^(nginx|supervisord|sshd|cron|crond|init|s6-svscan|postgres|apache2|httpd|php-fpm|dockerd)$/;

/** Something on the way to the server becomes another user, or may do so. */
function changesUser(facts: Facts, image: ImageFacts): boolean {
  const { entrypoint, cmd, stage } = image.final;
  const options = uwsgiOptions(stage.scope).map(({ option }) => option);
  if (options.includes('uid') || options.includes('ini')) return true;
  const script = startScript(facts, image, entrypoint);
  const words = [entrypoint, cmd].flatMap((start) => (start === undefined ? [] : commandsIn(start)));
  const [first] = entrypoint === undefined ? [] : words;
  // A script that is not at hand may do anything.
  if (script === undefined && /\.sh$|entry-?point/.test(first?.program ?? '')) return true;
  return [...words, ...(script?.commands ?? [])].some(isHandOver);
}

const isHandOver = ({ program, words, args }: ShellCommand): boolean =>
  words.some(({ value }) => handsToUser.test(value?.split('/').at(-1) ?? '')) ||
  leavesRoot.test(program ?? '') ||
  args.some(({ value }) => /^(--(uid|user|ini)\b|-u$)|\.ini$/.test(value ?? ''));

/** Takes the user that the image already has; only the reader knows what a new one would have to write. */
function takeUser({ stack }: Facts, { final }: ImageFacts): Fix[] {
  const made = usersMade(final.lineage)?.at(-1);
  const block = startBlock(final);
  if (made === undefined || block === undefined) return [];
  const { user } = final;
  if (user !== undefined && user.span.from > block.instruction.span.from) return [];
  return [
    {
      title: `Run as ${made}`,
      changes: [insertLinesBefore(stack, block.instruction.span, [`USER ${made}`])],
    },
  ];
}
