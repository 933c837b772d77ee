import { bringsTool } from '../knowledge/tools.ts';
import { packagesOf } from './apt.ts';
import type { StageFacts, Step } from './image.ts';
import { baseName } from './paths.ts';

/**
 * Whether a program certainly is not among those of a slim stage: no package brings it, and nothing in the steps has to do
 * with its name or could bring programs without naming them.
 *
 * @param steps those carried out before it is called
 */
export function lacksTool(stage: StageFacts, steps: readonly Step[], program: string): boolean {
  if (stage.image?.distribution !== 'debian' || stage.image.hasCompiler) return false;
  const { installed, complete } = packagesOf(steps);
  if (!complete || [...installed.keys()].some((name) => bringsTool(name, program))) return false;
  return !steps.some((step) => mayBring(step, program));
}

/** Folders whose programs a shell finds by their name. */
const programFolder = /^(\/usr\/local|\/usr)?\/s?bin\/?$|^\/(opt|usr|usr\/local)\/?$|^\/$/;

function mayBring({ instruction, commands }: Step, program: string): boolean {
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    const { destination, sources, from } = instruction;
    const named = [...sources, destination].some(
      ({ value }) => value === undefined || baseName(value).includes(program),
    );
    // A whole folder of programs, from a place that is not looked into.
    const folder = from !== undefined && programFolder.test(destination.value ?? '');
    return named || folder;
  }
  return commands.some(
    (command) =>
      command.program === undefined ||
      /\.sh$|^(sh|bash|make|conda|brew|npm|cargo|go)$/.test(command.program) ||
      (command.program !== program &&
        command.words.some(({ written }) => new RegExp(`(^|[/_=-])${program}([-_.:]|$)`).test(written))),
  );
}
