import type { StageFacts, Step } from '../../facts/image.ts';
import type { User } from '../../read/instruction.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Stack } from '../../stack.ts';
import { deleteLines, insertLinesAfter } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** apt-get by a user who may not install anything. */
export const userBeforeApt: Rule = {
  id: 'dockerfile/user-before-apt',
  severity: 'error',
  yieldsTo: ['dockerfile/user-not-created', 'dockerfile/alpine-with-apt'],
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      const told = new Set<User>();
      for (const step of stage.steps) {
        const { user } = step;
        const command = step.commands.find(callsApt);
        if (user === undefined || command === undefined || told.has(user) || !isNotRoot(user)) continue;
        if (step.commands.some(({ joined }) => joined === '||')) continue;
        told.add(user);
        yield {
          message: `The build stops here: \`${user.user.value}\` may not install packages, only root may. Put \`USER\` below the last step that needs root.`,
          at: command.span,
          related: [{ value: 'from here on not root', span: user.span }],
          fixes: moveDown(stack, stage, user, step),
        };
      }
    }
  },
};

const isNotRoot = ({ user: { value } }: User): boolean =>
  value !== undefined && !/^(root|0)?(:|$)/.test(value);

const callsApt = ({ program, words, args, within }: ShellCommand): boolean =>
  (program === 'apt-get' || program === 'apt') &&
  within.length === 0 &&
  words[0]?.value === program &&
  args.some(({ value }) => /^(update|install|upgrade|dist-upgrade|purge|remove)$/.test(value ?? ''));

/** What only root can do; a step that has to do with users goes with those that install. */
const needsRoot = (command: ShellCommand): boolean =>
  callsApt(command) ||
  /^(groupadd|useradd|addgroup|adduser|usermod|update-ca-certificates)$/.test(command.program ?? '');

/** Below the last step that needs root, where no step in between was meant for the user. */
function moveDown(stack: Stack, { steps }: StageFacts, user: User, first: Step): Fix[] {
  const at = steps.findIndex(({ instruction }) => instruction === user);
  const from = steps.indexOf(first);
  if (at === -1 || steps.slice(at + 1, from).some(({ instruction: { kind } }) => kind === 'run')) return [];
  const last = steps.findLast((step) => step.user === user && step.commands.some(needsRoot)) ?? first;
  const text = stack.get(user.span.path)?.text.slice(user.span.from, user.span.to).trimEnd() ?? '';
  return [
    {
      title: 'Move USER below it',
      changes: [deleteLines(stack, user.span), insertLinesAfter(stack, last.instruction.span, [text])],
    },
  ];
}
