import { keywords, type Instruction } from '../../read/instruction.ts';
import type { Span, Stack } from '../../stack.ts';
import { deleteLines, replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** An empty line between the lines of one instruction. */
export const emptyContinuation: Rule = {
  id: 'dockerfile/empty-continuation',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const { instructions, escape } of dockerfiles.values())
      for (const instruction of instructions) {
        const [blank] = instruction.blanks;
        if (blank === undefined) continue;
        const text = stack.get(blank.path)?.text ?? '';
        const sign = text.lastIndexOf(escape, blank.from);
        const taken = takenIn(instruction, text);
        yield {
          message:
            taken === undefined
              ? `The empty line does not end \`${instruction.keyword.value}\`: the \`${escape}\` above it goes on behind the gap. Docker will make an error of that.`
              : `\`${taken}\` below the empty line is no instruction but part of this one: the \`${escape}\` goes on behind the gap.`,
          at: { ...blank, from: sign, to: Math.max(sign + 1, blank.to) },
          fixes: taken === undefined ? close(instruction, stack) : part(text, blank, sign),
        };
      }
  },
};

/** The keyword, when the first line behind a gap was meant to be an instruction of its own. */
function takenIn({ blanks }: Instruction, text: string): string | undefined {
  for (const blank of blanks) {
    const word = /^\s*([A-Z]+)[ \t]/.exec(text.slice(blank.to))?.[1];
    if (word !== undefined && keywords.includes(word)) return word;
  }
  return undefined;
}

const close = ({ blanks }: Instruction, stack: Stack): Fix[] => [
  {
    title: blanks.length === 1 ? 'Delete the empty line' : 'Delete the empty lines',
    changes: blanks.map((blank) => deleteLines(stack, { ...blank, to: blank.from + 1 })),
  },
];

/** Ends the instruction above the gap; not where an operator waits for what comes next. */
function part(text: string, blank: Span, sign: number): Fix[] {
  const line = text.slice(text.lastIndexOf('\n', sign) + 1, sign).trimEnd();
  return /[&|;]$/.test(line)
    ? []
    : [
        {
          title: 'End the instruction above the gap',
          changes: [replace({ ...blank, from: sign, to: sign + 1 }, '')],
        },
      ];
}
