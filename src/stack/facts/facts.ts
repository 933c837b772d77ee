import type { Stack } from '../stack.ts';

/** Everything that the readers found in the files of a stack, linked. */
export interface Facts {
  stack: Stack;
}
