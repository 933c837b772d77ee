/** What a file is to the checker: which reader reads it. */
export type FileKind =
  | 'dockerfile'
  | 'dockerignore'
  | 'requirements'
  | 'settings'
  | 'entrypoint'
  | 'compose'
  | 'nginx'
  | 'env'
  | 'python'
  | 'other';

/** One file of a stack, its text raw: line ends, a BOM and control characters stay as they are. */
export interface StackFile {
  /** Relative to the project's folder, with `/` between its parts. */
  path: string;
  kind: FileKind;
  text: string;
  /** The executable bit; `undefined` where it cannot be known (a file that came through a browser's file picker). */
  executable: boolean | undefined;
}

/** All files that are read together, by path. */
export type Stack = ReadonlyMap<string, StackFile>;

/** A stretch of a file's text, in UTF-16 offsets; `to` is exclusive. */
export interface Span {
  path: string;
  from: number;
  to: number;
}

/** A value together with the place where it is written. */
export interface Located<T> {
  value: T;
  span: Span;
}

/** A place as people write it: both count from 1, columns in UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Turns offsets of one text into lines and columns.
 * A line ends at `\n`; a `\r` before it belongs to the line that it ends.
 */
export function lineTable(text: string): {
  position(offset: number): Position;
  offset(line: number): number;
} {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    position(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
    offset(line) {
      return starts[line - 1] ?? text.length;
    },
  };
}
