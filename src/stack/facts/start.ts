import type { Script } from '../read/entrypoint.ts';
import type { StartCommand } from '../read/instruction.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { Facts } from './facts.ts';
import { findFile } from './files.ts';
import { commandsIn, type ImageFacts, type StageFacts, type Step } from './image.ts';
import { resolvePath } from './paths.ts';

/** The paths at which Docker looks for a program: itself, or in each folder of PATH. Empty when that cannot be known. */
export function placesFor(stage: StageFacts, program: string): string[] {
  if (program.includes('/')) {
    const path = resolvePath(stage.workdir, program);
    return path === undefined ? [] : [path];
  }
  const search = stage.stage.scope.variables.get('PATH')?.value;
  const folders = search?.split(':').filter((folder) => folder.startsWith('/')) ?? [];
  return folders.map((folder) => `${folder}/${program}`);
}

/** The script of the project that a start command of a stage runs; `undefined` when it is none, or cannot be told. */
export function startScript(
  { scripts }: Facts,
  image: ImageFacts,
  start: StartCommand | undefined,
  stage = image.final,
): Script | undefined {
  const command = start && commandsIn(start).at(-1);
  const program = command?.programWord?.value;
  if (program === undefined) return undefined;
  for (const word of [program, ...scriptArguments(command)])
    for (const path of placesFor(stage, word)) {
      const found = findFile(image, stage, path);
      if (found.state === 'present') return scripts.get(found.file?.path ?? '');
    }
  return undefined;
}

/** `sh /entrypoint.sh`: the script is a parameter of the shell. */
function scriptArguments(command: ShellCommand | undefined): string[] {
  if (command?.program === undefined || !/^(ba|da|a)?sh$/.test(command.program)) return [];
  const first = command.args[0]?.value;
  return first === undefined || first.startsWith('-') ? [] : [first];
}

/** The command that the container's own program is, without what the entrypoint does before; `undefined` if unknown. */
export function serverCommand(facts: Facts, image: ImageFacts): ShellCommand | undefined {
  const { entrypoint, cmd } = image.final;
  if (entrypoint === undefined) return cmd && commandsIn(cmd).at(-1);
  const script = startScript(facts, image, entrypoint);
  if (script?.handsOver !== undefined) return cmd && commandsIn(cmd).at(-1);
  return script === undefined ? commandsIn(entrypoint).at(-1) : undefined;
}

/**
 * The first of the instructions at the end of the image's last stage that say what to start, with nothing but such below
 * it that could need another user or variable. In front of it is the place for what holds at run time.
 */
export function startBlock(stage: StageFacts): Step | undefined {
  const last = stage.steps.findLastIndex(({ instruction: { kind } }) =>
    ['run', 'copy', 'add', 'workdir', 'user', 'env', 'arg'].includes(kind),
  );
  return stage.steps
    .slice(last + 1)
    .find(({ instruction: { kind } }) => kind === 'entrypoint' || kind === 'cmd');
}

/** The stages that say what to start: each can be built by its name and run, the last one without. */
export const startingStages = ({ stages }: ImageFacts): StageFacts[] =>
  stages.filter(({ steps }) =>
    steps.some(({ instruction: { kind } }) => kind === 'entrypoint' || kind === 'cmd'),
  );
