import type { Command } from '../../read/instruction.ts';
import { jsonArray } from '../../read/pairs.ts';

/** The strings of what was meant to be a list, with straight, single or typographic quotes. */
const strings = /"(?:[^"\\]|\\.)*"|'[^']*'|[“”„][^“”"]*[“”"]|[‘’][^‘’']*[‘’']/g;

/**
 * Whether a command that Docker gives to the shell was meant to be a list: it is JSON, or begins with a bracket and a quote, and is
 * no test of the shell's, as `[ "$MODE" = dev ] && …` is.
 */
export function looksLikeList(command: Command): boolean {
  if (command.form !== 'shell') return false;
  const { text } = command.text;
  // JSON, and yet no list of strings.
  if (jsonArray(text) !== undefined) return true;
  return /^\[["'“”„‘’]/.test(text) || (/^\[\s*["'“”„‘’]/.test(text) && leftOver(text) !== undefined);
}

/** What a list that is not quite one consists of. */
export interface BrokenList {
  words: string[];
  /** Behind the closing bracket. */
  behind: string;
}

/** Takes a broken list apart; `undefined` where more is wrong than its signs. */
export function leftOver(text: string): BrokenList | undefined {
  const signs = text.replace(strings, (string) => ' '.repeat(string.length));
  const match = /^(\[[\s,]*\]?)\s*(#.*)?$/s.exec(signs);
  if (match?.[1] === undefined) return undefined;
  const list = text.slice(0, match[1].length);
  const words = [...list.matchAll(strings)].map(([string]) => unquoted(string));
  return { words, behind: text.slice(text.length - (match[2]?.length ?? 0)) };
}

/** Escapes that JSON does not know stay as they are written. */
function unquoted(string: string): string {
  const inside = string.slice(1, -1);
  return string.startsWith('"') ? inside.replace(/\\(["\\/])/g, '$1') : inside;
}
