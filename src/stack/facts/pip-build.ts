import { packagesOf } from './apt.ts';
import { stepsBefore, type StageFacts } from './image.ts';
import type { PipInstall } from './pip.ts';

/** From an index or a folder of one's own a package may come compiled, whatever PyPI has. */
export const comesCompiled = ({ options }: PipInstall): boolean =>
  ['--index-url', '-i', '--extra-index-url', '--find-links', '-f', '--no-index'].some((option) =>
    options.has(option),
  );

/**
 * The Debian packages that are there when pip compiles something, by the words that asked for them. `undefined` when that
 * cannot be known, and on the images that bring a compiler and headers along.
 */
export function systemPackagesFor(
  stage: StageFacts,
  { step, command }: PipInstall,
): readonly string[] | undefined {
  if (stage.image?.distribution !== 'debian' || stage.image.hasCompiler) return undefined;
  const inStep = { ...step, commands: step.commands.slice(0, step.commands.indexOf(command)) };
  const steps = [...stepsBefore(stage, step), inStep];
  const { installed, complete } = packagesOf(steps);
  const opaque = steps.some(({ commands }) =>
    commands.some(
      ({ program }) =>
        program === undefined || /\.sh$|^(sh|bash|make|aptitude|conda|curl|wget)$/.test(program),
    ),
  );
  return complete && !opaque ? [...installed.keys()] : undefined;
}
