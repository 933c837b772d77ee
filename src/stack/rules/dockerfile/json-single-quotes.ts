import type { Command, Instruction } from '../../read/instruction.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** Quoted words in brackets that are no JSON: Docker then gives the brackets to the shell. */
export const jsonSingleQuotes: Rule = {
  id: 'dockerfile/json-single-quotes',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      const command = commandOf(instruction);
      if (command?.form !== 'shell' || !bracketed.test(command.text.text)) continue;
      const { text } = command.text;
      const reason = text.includes("'")
        ? 'JSON wants double quotes'
        : 'a comma is missing, or one is too many';
      yield {
        message: `The shell gets \`${text}\` as it stands, and finds no program of the name \`${text.split(/\s|,/)[0]?.replaceAll(/['"]/g, '') ?? '['}\`: this is no JSON array, because ${reason}.`,
        at: command.span,
        fixes: mend(command),
      };
    }
  },
};

/** Nothing but quoted words between brackets. A shell's `[ "$a" = b ]` has more. */
const bracketed = /^\[\s*(('[^']*'|"[^"]*")\s*,?\s*)+\]$/;

function commandOf(instruction: Instruction): Command | undefined {
  return 'command' in instruction ? instruction.command : undefined;
}

function mend({ span, text }: Extract<Command, { form: 'shell' }>): Fix[] {
  const words = [...text.text.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '');
  return [
    {
      title: 'Write it as JSON',
      changes: [replace(span, `[${words.map((word) => JSON.stringify(word)).join(', ')}]`)],
    },
  ];
}
