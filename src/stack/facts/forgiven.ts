import type { ShellCommand } from '../read/shell.ts';
import type { Step } from './image.ts';

/**
 * Whether a step may go on when one of its commands fails: it stands in a condition, or something follows it behind `||`,
 * or behind `;` without `set -e`.
 */
export function isForgiven({ commands }: Step, command: ShellCommand): boolean {
  const at = commands.indexOf(command);
  const behind = commands.slice(at + 1);
  const strict = commands
    .slice(0, at)
    .some(({ program, args }) => program === 'set' && args.some(({ value }) => /^-\w*e/.test(value ?? '')));
  return (
    command.within.some((each) => each !== 'subshell') ||
    behind.some(({ joined }) => joined === '||' || (joined === ';' && !strict))
  );
}
