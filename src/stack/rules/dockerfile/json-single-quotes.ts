import type { Command, Instruction } from '../../read/instruction.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** Words in single quotes between brackets: no JSON, so Docker gives the brackets to the shell. */
export const jsonSingleQuotes: Rule = {
  id: 'dockerfile/json-single-quotes',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { instruction } of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps)) {
      const command = commandOf(instruction);
      if (command?.form !== 'shell' || !inSingleQuotes.test(command.text.text)) continue;
      const { text } = command.text;
      yield {
        message: `The shell gets \`${text}\` as it stands, and finds no program of the name \`${firstWord(text)}\`: JSON wants double quotes, so this is no array.`,
        at: command.span,
        fixes: mend(command),
      };
    }
  },
};

/** Nothing but quoted words between brackets, some in single quotes. A shell's `[ "$a" = b ]` has more. */
const inSingleQuotes = /^(?=.*')\[\s*(('[^']*'|"[^"]*")\s*(,\s*)?)+\]$/;

/** What the shell takes for the program: up to the first blank, the quotes taken off. */
const firstWord = (text: string): string => text.split(/\s/)[0]?.replaceAll(/['"]/g, '') ?? '[';

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
