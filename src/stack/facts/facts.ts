import { readDockerfile, type Dockerfile } from '../read/dockerfile.ts';
import { readDockerignore, type Dockerignore } from '../read/dockerignore.ts';
import { readScript, type Script } from '../read/entrypoint.ts';
import { readPython, type PythonFile } from '../read/python.ts';
import { readRequirements, type Requirements } from '../read/requirements.ts';
import type { FileKind, Stack, StackFile } from '../stack.ts';
import { contextOf } from './context.ts';
import { linkStages, readImage, type ImageFacts, type StageFacts } from './image.ts';

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
  python: PythonFiles;
}

/**
 * Settings and all other Python files. It is the same object from check to check for as long as none of them changes, so
 * that what is found out about them can be kept with it.
 */
export interface PythonFiles {
  sources: ReadonlyMap<string, StackFile>;
  /** Reads a file when it is first asked for: a project has thousands. */
  get(path: string): PythonFile | undefined;
}

/** What was read of a file, kept for as long as its text stays the same. */
interface CachedFile {
  text: string;
  kind: FileKind;
  read: unknown;
}

/** Reads a file, with what was read of it before its last edit. */
type Read<T> = (file: StackFile, before?: { text: string; read: T }) => T;

/** A Dockerfile, and its stages linked. */
interface Build {
  dockerfile: Dockerfile;
  stages: StageFacts[];
}

/** Belongs to the caller: the same one passed in again spares reading what has not changed. */
export interface ReadCache {
  files: Map<string, CachedFile>;
  python?: PythonFiles;
}

/** A cache for a stack that has not been read yet. */
export const emptyCache = (): ReadCache => ({ files: new Map() });

/** Reads every file by its kind, and links what they say about each other. Never throws. */
export function readStack(stack: Stack, cache: ReadCache = emptyCache()): Facts {
  for (const path of cache.files.keys()) if (!stack.has(path)) cache.files.delete(path);
  const all = <T>(kinds: readonly FileKind[], read: Read<T>): ReadonlyMap<string, T> =>
    new Map(
      [...stack.values()]
        .filter(({ kind }) => kinds.includes(kind))
        .map((file) => [file.path, readOnce(cache, file, read)]),
    );
  const builds = all<Build>(['dockerfile'], (file, before) => {
    const dockerfile = readDockerfile(
      file,
      before && { text: before.text, dockerfile: before.read.dockerfile },
    );
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
    python: pythonFiles(stack, cache),
  };
}

function pythonFiles(stack: Stack, cache: ReadCache): PythonFiles {
  const files = [...stack.values()].filter(({ kind }) => kind === 'settings' || kind === 'python');
  const known = cache.python;
  const unchanged =
    known?.sources.size === files.length &&
    files.every((file) => {
      const before = known.sources.get(file.path);
      return before === file || (before?.text === file.text && before.kind === file.kind);
    });
  if (unchanged) return known;
  const sources = new Map(files.map((file) => [file.path, file]));
  cache.python = {
    sources,
    get(path) {
      const file = sources.get(path);
      return file && readOnce<PythonFile>(cache, file, (one) => readPython(one));
    },
  };
  return cache.python;
}

function readOnce<T>(cache: ReadCache, file: StackFile, read: Read<T>): T {
  const kept = cache.files.get(file.path);
  // The kind decides the reader, and so the type of what is kept.
  const before = kept?.kind === file.kind ? { text: kept.text, read: kept.read as T } : undefined;
  if (before?.text === file.text) return before.read;
  const fresh = read(file, before);
  cache.files.set(file.path, { text: file.text, kind: file.kind, read: fresh });
  return fresh;
}
