import type { ImageFacts, Step } from '../../facts/image.ts';
import { normalPath, resolvePath } from '../../facts/paths.ts';
import type { Value } from '../../read/traced.ts';

/** A COPY of the folder in which the build was started. */
export interface WholeCopy {
  step: Step;
  /** The word `.`. */
  source: Value;
  /** Where it all goes, absolute; `undefined` when that cannot be known. */
  destination: string | undefined;
}

/** Every COPY or ADD of the whole folder, in any stage. */
export const wholeCopies = ({ stages }: ImageFacts): WholeCopy[] =>
  stages
    .flatMap(({ steps }) => steps)
    .flatMap((step) => {
      const { instruction } = step;
      if ((instruction.kind !== 'copy' && instruction.kind !== 'add') || instruction.from !== undefined)
        return [];
      const { destination } = instruction;
      const place =
        destination.value === undefined ? undefined : resolvePath(step.workdir, destination.value);
      return instruction.sources
        .filter(({ value }) => value !== undefined && normalPath(value).replace(/^\//, '') === '')
        .map((source) => ({ step, source, destination: place }));
    });
