import type { Instruction } from '../read/instruction.ts';
import { commandsIn } from './image.ts';

/**
 * The words of a start command in shell form, where a shell would do nothing but split them: one command, without
 * variables, patterns, redirections or operators. `undefined` for any other.
 */
export function plainWords(instruction: Instruction): string[] | undefined {
  const [command, ...others] = commandsIn(instruction);
  if (command === undefined || others.length > 0 || command.within.length > 0) return undefined;
  if (command.assignments.length > 0 || command.redirects.length > 0) return undefined;
  const words = command.words.flatMap(({ value, written }) =>
    value === undefined || /[$`*?[\]~{}]/.test(written) ? [] : [value],
  );
  if (words.length !== command.words.length) return undefined;
  return words[0] === 'exec' ? words.slice(1) : words;
}

/** Words as Docker's exec form writes them. */
export const execForm = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
