import { readDockerfile, type Dockerfile } from '../read/dockerfile.ts';
import { readDockerignore, type Dockerignore } from '../read/dockerignore.ts';
import { readScript, type Script } from '../read/entrypoint.ts';
import { readPython, type PythonFile } from '../read/python.ts';
import { readRequirements, type Requirements } from '../read/requirements.ts';
import type { FileKind, Stack, StackFile } from '../stack.ts';
import { contextOf } from './context.ts';
import { linkStages, readImage, type ImageFacts } from './image.ts';

/** Everything that the readers found in the files of a stack, linked. Maps are by path. */
export interface Facts {
  stack: Stack;
  /** Every Dockerfile as it is written, also one that Docker cannot read. */
  dockerfiles: ReadonlyMap<string, Dockerfile>;
  /** What the Dockerfiles make that Docker can read. Rules about meaning look here, so they rest while the form is wrong. */
  images: readonly ImageFacts[];
  dockerignores: ReadonlyMap<string, Dockerignore>;
  requirements: ReadonlyMap<string, Requirements>;
  scripts: ReadonlyMap<string, Script>;
  /** Settings and all other Python files, each read when a rule first asks for it: a project has thousands. */
  python: { get(path: string): PythonFile | undefined };
}

/** What was read of a file, kept for as long as its text stays the same. */
interface CachedFile {
  text: string;
  kind: FileKind;
  read: unknown;
}

/** Belongs to the caller: the same one passed in again spares reading what has not changed. */
export type ReadCache = Map<string, CachedFile>;

/** Reads every file by its kind, and links what they say about each other. Never throws. */
export function readStack(stack: Stack, cache: ReadCache = new Map()): Facts {
  for (const path of cache.keys()) if (!stack.has(path)) cache.delete(path);
  const all = <T>(kinds: readonly FileKind[], read: (file: StackFile) => T): ReadonlyMap<string, T> =>
    new Map(
      [...stack.values()]
        .filter(({ kind }) => kinds.includes(kind))
        .map((file) => [file.path, readOnce(cache, file, read)]),
    );
  const builds = all(['dockerfile'], (file) => {
    const dockerfile = readDockerfile(file);
    return { dockerfile, stages: linkStages(dockerfile) };
  });
  const dockerignores = all(['dockerignore'], readDockerignore);
  return {
    stack,
    dockerfiles: new Map([...builds].map(([path, { dockerfile }]) => [path, dockerfile])),
    images: [...builds.values()].flatMap(({ dockerfile, stages }) => {
      const image = readImage(dockerfile, stages, contextOf(dockerfile, stack, dockerignores));
      return image === undefined ? [] : [image];
    }),
    dockerignores,
    requirements: all(['requirements'], readRequirements),
    scripts: all(['entrypoint'], readScript),
    python: {
      get(path) {
        const file = stack.get(path);
        const isPython = file?.kind === 'settings' || file?.kind === 'python';
        return isPython ? readOnce(cache, file, readPython) : undefined;
      },
    },
  };
}

function readOnce<T>(cache: ReadCache, file: StackFile, read: (file: StackFile) => T): T {
  const known = cache.get(file.path);
  // The kind decides the reader, and so the type of what is kept.
  if (known?.text === file.text && known.kind === file.kind) return known.read as T;
  const fresh = read(file);
  cache.set(file.path, { text: file.text, kind: file.kind, read: fresh });
  return fresh;
}
