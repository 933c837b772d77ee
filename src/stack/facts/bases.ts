import type { KnownImage } from '../knowledge/images.ts';
import type { ImageName } from '../read/instruction.ts';
import type { ImageFacts, StageFacts } from './image.ts';

/** An image that stages of a Dockerfile stand on. */
export interface Base {
  /** As the first of them writes it. */
  image: ImageName;
  known: KnownImage | undefined;
  /** The stages whose FROM names it. */
  stages: readonly StageFacts[];
}

/** The images that a Dockerfile's stages stand on, each once; without `scratch` and those that cannot be told. */
export function basesOf({ stages }: ImageFacts): Base[] {
  const bases = new Map<string, Base & { stages: StageFacts[] }>();
  for (const stage of stages) {
    const { image } = stage.stage.from;
    if (stage.base !== undefined || image.value === undefined || image.value === 'scratch') continue;
    const same = bases.get(image.value);
    if (same === undefined) bases.set(image.value, { image, known: stage.image, stages: [stage] });
    else same.stages.push(stage);
  }
  return [...bases.values()];
}
