import { keywords, type Instruction } from '../../read/instruction.ts';
import type { Stack } from '../../stack.ts';
import { insertAfter, replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Finding, Rule } from '../rule.ts';

/** A misspelt instruction, or a line that lost the backslash in front of it. */
export const unknownInstruction: Rule = {
  id: 'dockerfile/unknown-instruction',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const { instructions, escape } of dockerfiles.values())
      for (const [index, instruction] of instructions.entries()) {
        if (instruction.kind !== 'unknown') continue;
        // Lines behind a lost backslash are unknown one and all: the first of them is the cause.
        const before = instructions[index - 1];
        if (before?.kind !== 'unknown') yield findingFor(instruction, before, escape, stack);
      }
  },
};

function findingFor(
  instruction: Instruction,
  before: Instruction | undefined,
  escape: string,
  stack: Stack,
): Finding {
  const { value: word, span } = instruction.keyword;
  const written = stack.get(span.path)?.text.slice(span.from, span.to) ?? word;
  const meant = nearest(word, keywords, 2);
  if (meant !== undefined)
    return {
      message: `Docker stops at this line: there is no instruction \`${written}\`. Did you mean \`${meant}\`?`,
      at: span,
      fixes: [{ title: `Write ${meant}`, changes: [replace(span, meant)] }],
    };
  if (before === undefined || !followsDirectly(before, instruction, stack))
    return { message: `Docker stops at this line: there is no instruction \`${written}\`.`, at: span };
  return {
    message: `Docker takes \`${written}\` for an instruction and stops, because the line above does not end in \`${escape}\`.`,
    at: span,
    related: [{ value: `no \`${escape}\` at its end`, span: before.span }],
    fixes: [
      {
        title: `End the line above with ${escape}`,
        changes: [insertAfter(trimmedEnd(before, stack), ` ${escape}`)],
      },
    ],
  };
}

/** Instructions that are often written over several lines. */
const longOnes: readonly Instruction['kind'][] = ['run', 'env', 'copy', 'add', 'arg', 'healthcheck', 'other'];

function followsDirectly(before: Instruction, instruction: Instruction, stack: Stack): boolean {
  const text = stack.get(before.span.path)?.text ?? '';
  if (!longOnes.includes(before.kind)) return false;
  return /^[ \t]*\r?\n[ \t]*$/.test(text.slice(before.span.to, instruction.span.from));
}

function trimmedEnd(instruction: Instruction, stack: Stack): Instruction['span'] {
  const text = stack.get(instruction.span.path)?.text.slice(instruction.span.from, instruction.span.to) ?? '';
  return { ...instruction.span, to: instruction.span.from + text.trimEnd().length };
}
