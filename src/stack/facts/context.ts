import type { Dockerfile } from '../read/dockerfile.ts';
import type { Dockerignore, IgnorePattern } from '../read/dockerignore.ts';
import type { Stack, StackFile } from '../stack.ts';
import { oncePerText } from './once.ts';
import { below, folderOf, normalPath } from './paths.ts';

/** The folder that a build may copy from, less what .dockerignore holds back. */
export interface BuildContext {
  /** Relative to the stack; `''` is the stack itself. */
  folder: string;
  /** The .dockerignore in force. */
  ignore: Dockerignore | undefined;
  /** All files of the project are in the stack, so that what is not there is nowhere. */
  complete: boolean;
  /** A file by its path in the context, whether ignored or not. */
  file(path: string): StackFile | undefined;
  /** Files in the folder of that path; all of them for `''`. */
  filesBelow(path: string): readonly StackFile[];
  /** The pattern that keeps it out of the build. */
  ignored(path: string): IgnorePattern | undefined;
}

/**
 * The context of a Dockerfile. Nothing in a stack names it before Compose does, so: the root for a Dockerfile in the
 * root; otherwise its own folder or the root, whichever has every file that it copies. `undefined` when that is no answer.
 */
export function contextOf(
  dockerfile: Dockerfile,
  stack: Stack,
  ignores: ReadonlyMap<string, Dockerignore>,
): BuildContext | undefined {
  const own = folderOf(dockerfile.path);
  if (own === '') return contextIn('', dockerfile, stack, ignores);
  const candidates = [own, ''].map((folder) => contextIn(folder, dockerfile, stack, ignores));
  const sources = dockerfile.stages
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) =>
      (instruction.kind === 'copy' || instruction.kind === 'add') && instruction.from === undefined
        ? instruction.sources.map(({ value }) => value)
        : [],
    )
    .filter((source) => source !== undefined && !/[*?[]|^<<|:\/\//.test(source))
    .map((source) => normalPath(source ?? '').replace(/^\//, ''));
  const telling = sources.filter((source) => source !== '');
  const fitting = candidates.filter((context) =>
    telling.every((source) => context.file(source) !== undefined || context.filesBelow(source).length > 0),
  );
  return telling.length > 0 && fitting.length === 1 ? fitting[0] : undefined;
}

function contextIn(
  folder: string,
  dockerfile: Dockerfile,
  stack: Stack,
  ignores: ReadonlyMap<string, Dockerignore>,
): BuildContext {
  const inStack = (path: string): string =>
    folder === '' ? path : path === '' ? folder : `${folder}/${path}`;
  const ignore = ignores.get(`${dockerfile.path}.dockerignore`) ?? ignores.get(inStack('.dockerignore'));
  return {
    folder,
    ignore,
    complete: stack.has(inStack('manage.py')),
    file: (path) => stack.get(inStack(path)),
    filesBelow: oncePerText((path) => [...stack.values()].filter((file) => below(inStack(path), file.path))),
    ignored: oncePerText((path) => ignore?.ignores(path)),
  };
}
