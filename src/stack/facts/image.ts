import { knownImage, type KnownImage } from '../knowledge/images.ts';
import type { Dockerfile, Stage } from '../read/dockerfile.ts';
import type { ImageName, Instruction, StartCommand, User } from '../read/instruction.ts';
import { scriptOf } from '../read/run-script.ts';
import { lookupIn } from '../read/scope.ts';
import { commandsOf, type ShellCommand } from '../read/shell.ts';
import { unwrapped } from '../read/wrappers.ts';
import type { BuildContext } from './context.ts';
import { oncePer } from './once.ts';
import { resolvePath } from './paths.ts';

/** One instruction of a stage, with what is in force when it is carried out. */
export interface Step {
  instruction: Instruction;
  /** The stage that it stands in, counted from 0. */
  stage: number;
  /** Absolute; `undefined` when it cannot be known. */
  workdir: string | undefined;
  user: User | undefined;
  /** What a RUN runs, command by command; empty for any other instruction. */
  commands: readonly ShellCommand[];
}

/** One stage of a build. */
export interface StageFacts {
  stage: Stage;
  /** The stage below it, when it stands on one. */
  base: StageFacts | undefined;
  /** The image at the very bottom, and what is known of it. */
  imageName: ImageName;
  image: KnownImage | undefined;
  /** Its own instructions. */
  steps: readonly Step[];
  /** Those of the stages below it too, from the bottom up. */
  lineage: readonly Step[];
  /** At its end. */
  workdir: string | undefined;
  user: User | undefined;
  entrypoint: StartCommand | undefined;
  /** What follows the entrypoint. A CMD of the image below does not count once the stage has an ENTRYPOINT. */
  cmd: StartCommand | undefined;
}

/** What a Dockerfile makes. */
export interface ImageFacts {
  path: string;
  dockerfile: Dockerfile;
  /** `undefined` when it cannot be told what the build may copy from. */
  context: BuildContext | undefined;
  stages: readonly StageFacts[];
  /** The last stage: what `docker build` without a target gives. */
  final: StageFacts;
}

/** Follows each stage of a Dockerfile from step to step. */
export function linkStages(dockerfile: Dockerfile): StageFacts[] {
  const stages: StageFacts[] = [];
  for (const stage of dockerfile.stages) stages.push(readStage(stage, stages[stage.base?.index ?? -1]));
  return stages;
}

/** Puts the stages into their context; `undefined` for a Dockerfile that Docker cannot read to its end. */
export function readImage(
  dockerfile: Dockerfile,
  stages: readonly StageFacts[],
  context: BuildContext | undefined,
): ImageFacts | undefined {
  const final = stages.at(-1);
  return final && dockerfile.parses
    ? { path: dockerfile.path, dockerfile, context, stages, final }
    : undefined;
}

const none: readonly ShellCommand[] = [];
const steps = new WeakMap<Instruction, Step>();

/** A step stays the same object for as long as nothing of it changes, so that what was found out about it stays known. */
function lasting(step: Step): Step {
  const known = steps.get(step.instruction);
  const same =
    known?.stage === step.stage &&
    known.workdir === step.workdir &&
    known.user === step.user &&
    known.commands === step.commands;
  if (!same) steps.set(step.instruction, step);
  return same ? known : step;
}

function readStage(stage: Stage, base: StageFacts | undefined): StageFacts {
  const imageName = base?.imageName ?? stage.from.image;
  const image =
    base?.image ?? (imageName.name === undefined ? undefined : knownImage(imageName.name, imageName.tag));
  let workdir =
    base === undefined && (image !== undefined || imageName.value === 'scratch') ? '/' : base?.workdir;
  let user = base?.user;
  let entrypoint = base?.entrypoint;
  let cmd = base?.cmd;
  let ownCmd = false;
  const steps: Step[] = [];
  for (const instruction of stage.instructions) {
    const commands = instruction.kind === 'run' ? commandsIn(instruction) : none;
    steps.push(lasting({ instruction, stage: stage.index, workdir, user, commands }));
    if (instruction.kind === 'workdir')
      workdir =
        instruction.path.value === undefined ? undefined : resolvePath(workdir, instruction.path.value);
    else if (instruction.kind === 'user') user = instruction;
    else if (instruction.kind === 'cmd') {
      cmd = instruction;
      ownCmd = true;
    } else if (instruction.kind === 'entrypoint') {
      entrypoint = instruction;
      if (!ownCmd) cmd = undefined;
    }
  }
  return {
    stage,
    base,
    imageName,
    image,
    steps,
    lineage: [...(base?.lineage ?? []), ...steps],
    workdir,
    user,
    entrypoint,
    cmd,
  };
}

/** The commands of a RUN, CMD, ENTRYPOINT or HEALTHCHECK in either form, with the variables in force. */
export const commandsIn = oncePer((instruction: Instruction): readonly ShellCommand[] => {
  const script = scriptOf(instruction.span.path, instruction);
  if (script !== undefined) return commandsOf(script, lookupIn(instruction.scope));
  const command = 'command' in instruction ? instruction.command : undefined;
  if (command?.form !== 'exec') return [];
  const words = command.words.map(({ value, span }) => ({ value, written: value, span }));
  const { program, args } = unwrapped(words);
  return [
    {
      span: command.span,
      words,
      program: program?.value?.split('/').at(-1),
      programWord: program,
      args,
      assignments: [],
      redirects: [],
      joined: undefined,
      within: [],
      directory: '.',
    },
  ];
});

/** The folder that a command runs in; `undefined` when it cannot be known. */
export const folderFor = (step: Step, command: ShellCommand): string | undefined =>
  command.directory === undefined ? undefined : resolvePath(step.workdir, command.directory);

/** The steps of a stage's lineage that are carried out before the one given. */
export const stepsBefore = (stage: StageFacts, step: Step | undefined): readonly Step[] =>
  step === undefined ? stage.lineage : stage.lineage.slice(0, stage.lineage.indexOf(step));
