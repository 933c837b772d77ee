import type { Problem } from '../stack/rules/rule.ts';
import type { StackFile } from '../stack/stack.ts';

/** From the page to the worker. The version counts the states of the files; it only grows. */
export type CheckRequest =
  /** These are all files. */
  | { kind: 'open'; files: StackFile[]; version: number }
  /** These files are new or changed, and those paths are gone. */
  | { kind: 'edit'; files: StackFile[]; gone: string[]; version: number }
  /** Asks for the problems of what has been told so far. */
  | { kind: 'check'; version: number };

/** From the worker to the page: the problems of the files in that version. */
export interface CheckAnswer {
  problems: Problem[];
  version: number;
}
