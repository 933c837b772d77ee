import type { Instruction } from '../read/instruction.ts';
import type { StageFacts, Step } from './image.ts';
import { stepsBefore } from './image.ts';

/** The shell that Docker hands a RUN to. */
export interface RunShell {
  /** `sh`, `bash`, ...; `undefined` where it cannot be known. */
  name: string | undefined;
  /** A pipe fails when any command in it does. */
  pipefail: boolean;
}

/** The shell of a RUN in shell form: `/bin/sh`, or what the last SHELL above it says. */
export function shellOf(stage: StageFacts, step: Step): RunShell {
  const set = stepsBefore(stage, step).findLast(
    ({ instruction }) => instruction.kind === 'shell',
  )?.instruction;
  if (set !== undefined) return namedBy(set);
  // An image of the reader's own may have a SHELL that goes with it.
  const isOfficial =
    stage.image !== undefined || /^(ubuntu|alpine|nginx|node|postgres)$/.test(stage.imageName.name ?? '');
  return { name: isOfficial ? 'sh' : undefined, pipefail: false };
}

function namedBy(set: Instruction): RunShell {
  const words =
    set.kind === 'shell' && set.command.form === 'exec' ? set.command.words.map(({ value }) => value) : [];
  const options = words.slice(1);
  return {
    name: words[0]?.split('/').at(-1),
    pipefail: options.some((word, index) => word === 'pipefail' && /^-\w*o$/.test(options[index - 1] ?? '')),
  };
}
