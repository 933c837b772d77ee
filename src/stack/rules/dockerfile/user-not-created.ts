import { packagesOf } from '../../facts/apt.ts';
import { stepsBefore, type StageFacts, type Step } from '../../facts/image.ts';
import { makesUser, usersMade } from '../../facts/users.ts';
import { debianAccounts } from '../../knowledge/debian.ts';
import type { User } from '../../read/instruction.ts';
import type { ShellCommand } from '../../read/shell.ts';
import { insertLinesBefore, replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** USER with a name that no step of the stage has made. */
export const userNotCreated: Rule = {
  id: 'dockerfile/user-not-created',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const step of stage.steps) {
        if (step.instruction.kind !== 'user' || stage.image === undefined) continue;
        const name = userName(step.instruction);
        if (name === undefined || debianAccounts.has(name)) continue;
        const before = stepsBefore(stage, step);
        if (before.some(mayMakeAnyUser)) continue;
        const made = usersMade(before);
        if (made === undefined || made.includes(name) || fromPackage(before, name)) continue;
        const { user } = step.instruction;
        const [other] = made;
        const create = {
          title: `Create the user ${name} above`,
          changes: [
            insertLinesBefore(stack, step.instruction.span, [`RUN useradd --system --no-log-init ${name}`]),
          ],
        };
        const take =
          other === undefined ? [] : [{ title: `Run as ${other}`, changes: [replace(user.span, other)] }];
        yield {
          message: `The container does not start: \`${name}\` is no user of this image. ${other === undefined ? 'No step creates one.' : `The user that is created is called \`${other}\`.`}`,
          at: user.span,
          related: creations(stage, before),
          fixes: [...take, create],
        };
      }
  },
};

/** The name in `USER name:group`; `undefined` for a number, and for what cannot be known. */
function userName({ user }: User): string | undefined {
  const name = user.value?.split(':')[0];
  return name === undefined || name === '' || /^\d+$/.test(name) ? undefined : name;
}

const creations = (
  stage: StageFacts,
  steps: readonly Step[],
): { value: string; span: ShellCommand['span'] }[] =>
  steps
    .filter(({ stage: index }) => index === stage.stage.index)
    .flatMap(({ commands }) => commands.filter(makesUser))
    .map(({ span }) => ({ value: 'the user that is created', span }));

/** A script, or a file copied over the list of users. */
const mayMakeAnyUser = ({ instruction, commands }: Step): boolean =>
  ((instruction.kind === 'copy' || instruction.kind === 'add') &&
    (instruction.destination.value === undefined ||
      /^\/(etc(\/.*)?)?$/.test(instruction.destination.value))) ||
  commands.some(
    ({ program, args, redirects }) =>
      program === undefined ||
      /\.sh$|^(sh|bash|dash|make|usermod|newusers|vipw|xargs)$/.test(program) ||
      [...args, ...redirects.map(({ target }) => target)].some(
        (word) => word?.value?.includes('/etc/passwd') === true,
      ),
  );

/** Some packages make a user of their own, mostly of their own name: `postgresql` makes `postgres`. */
const fromPackage = (steps: readonly Step[], name: string): boolean => {
  const { installed, complete } = packagesOf(steps);
  return (
    !complete || [...installed.keys()].some((installedName) => installedName.startsWith(name.slice(0, 4)))
  );
};
