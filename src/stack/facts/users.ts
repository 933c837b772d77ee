import type { ShellCommand } from '../read/shell.ts';
import type { Step } from './image.ts';

/** Commands that make a user. */
export const makesUser = ({ program }: ShellCommand): boolean =>
  program === 'useradd' || program === 'adduser';

/** The names of the users that steps make, in order; `undefined` when one of them cannot be known. */
export function usersMade(steps: readonly Step[]): string[] | undefined {
  const names = steps.flatMap(({ commands }) =>
    commands.filter(makesUser).flatMap(({ program, args }) => {
      const words = args.map(({ value }) => value);
      if (program === 'useradd') return [words.at(-1)];
      return words.filter((word) => word?.startsWith('-') !== true);
    }),
  );
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}
