import type { Choices } from '../choices.ts';
import { dockerfile } from './dockerfile.ts';
import { dockerignore } from './dockerignore.ts';
import type { GeneratedFile } from './draft.ts';
import { entrypoint } from './entrypoint.ts';
import { requirements } from './requirements.ts';
import { health, settingsDeploy } from './settings.ts';
import { starter } from './starter.ts';

export type { GeneratedFile, Note } from './draft.ts';
export { fillSlot } from './draft.ts';

/** All generated files by path, in the order in which they are shown. */
export type GeneratedStack = ReadonlyMap<string, GeneratedFile>;

/** Writes every file of the stack that the choices describe. Equal choices give equal files. */
export function generateStack(choices: Choices): GeneratedStack {
  const files = [
    dockerfile(choices),
    dockerignore(choices),
    requirements(choices),
    entrypoint(choices),
    settingsDeploy(choices),
    ...(choices.healthCheck ? [health(choices)] : []),
    ...(choices.starter ? starter(choices) : []),
  ];
  return new Map(files.map((file) => [file.path, file]));
}
