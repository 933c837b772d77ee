import { kindOf } from './read/kind.ts';
import type { Stack, StackFile } from './stack.ts';

/** A stack from texts by path, for tests. Of no file is it known whether it is executable. */
export const stackOf = (texts: Readonly<Record<string, string>>): Stack =>
  new Map(
    Object.entries(texts).map(([path, text]): [string, StackFile] => [
      path,
      { path, kind: kindOf(path, text), text, executable: undefined },
    ]),
  );
