import { execForm } from '../../facts/plain-command.ts';
import type { Instruction } from '../../read/instruction.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore, replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';
import { leftOver, looksLikeList } from './list-form.ts';

/** A list in brackets that JSON does not take: Docker then gives all of it to the shell. */
export const brokenJson: Rule = {
  id: 'dockerfile/broken-json',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      const command = 'command' in instruction ? instruction.command : undefined;
      if (command?.form !== 'shell' || !looksLikeList(command)) continue;
      const { text } = command.text;
      // Single quotes have a rule of their own.
      if (/^\[\s*'/.test(text)) continue;
      const { reason, words, comment } = diagnose(text);
      yield {
        message:
          words === undefined || reason !== notStrings
            ? `${effectOf(instruction)} the shell gets \`${text}\` as the name of a program, because it is no list: ${reason}.`
            : `The build stops here: ${reason}.`,
        at: command.span,
        fixes: words === undefined ? [] : rewrite(instruction, command.span, words, comment, stack),
      };
    }
  },
};

function effectOf({ kind }: Instruction): string {
  if (kind === 'run') return 'The build stops here:';
  return kind === 'healthcheck' ? 'The container is never healthy:' : 'The container does not start:';
}

interface Diagnosis {
  reason: string;
  /** What the list was meant to have; `undefined` where that is not clear. */
  words: readonly string[] | undefined;
  comment: string;
}

const notStrings = 'every word of the list must be in double quotes, numbers too';

function diagnose(text: string): Diagnosis {
  const values = parse(text);
  if (Array.isArray(values)) {
    const words = values.flatMap((value) =>
      /^(string|number|boolean)$/.test(typeof value) ? [String(value)] : [],
    );
    return { reason: notStrings, words: words.length === values.length ? words : undefined, comment: '' };
  }
  const list = leftOver(text);
  const words = list?.words;
  const comment = list?.behind ?? '';
  if (/^[^"]*[“”„‘’]/.test(text)) return { reason: 'the quotes are typographic ones', words, comment };
  if (comment !== '')
    return {
      reason: 'a comment stands behind it, and only a line that begins with `#` is one',
      words,
      comment,
    };
  if (/,\s*\]$/.test(text)) return { reason: 'there is a comma before the bracket', words, comment };
  if (list !== undefined && !text.includes(']'))
    return { reason: 'the closing bracket is missing', words, comment };
  if (/"\s*"/.test(text.replace(/\\./g, '')) && list !== undefined)
    return { reason: 'a comma is missing between two words', words, comment };
  if (list !== undefined && /\\[^"\\/bfnrtu]/.test(text))
    return { reason: 'JSON does not know one of the backslashes in it', words, comment };
  return { reason: 'its quotes, commas or brackets are not those of JSON', words: undefined, comment };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rewrite(
  instruction: Instruction,
  at: Instruction['span'],
  words: readonly string[],
  comment: string,
  stack: Stack,
): Fix[] {
  const above = comment === '' ? [] : [insertLinesBefore(stack, instruction.span, [comment])];
  return [{ title: 'Write it as JSON', changes: [...above, replace(at, execForm(words))] }];
}
