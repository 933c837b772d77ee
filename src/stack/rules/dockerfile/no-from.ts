import type { Dockerfile } from '../../read/dockerfile.ts';
import type { Instruction } from '../../read/instruction.ts';
import type { Stack } from '../../stack.ts';
import { deleteLines, insertAfter } from '../fix.ts';
import type { Finding, Fix, Rule } from '../rule.ts';

/** A Dockerfile that does not begin with a stage. */
export const noFrom: Rule = {
  id: 'dockerfile/no-from',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ dockerfiles, stack }) {
    for (const dockerfile of dockerfiles.values()) {
      const finding = findingIn(dockerfile, stack);
      if (finding !== undefined) yield finding;
    }
  },
};

function findingIn({ path, instructions }: Dockerfile, stack: Stack): Finding | undefined {
  const first = instructions.findIndex(({ kind }) => kind === 'from');
  const above = (first === -1 ? instructions : instructions.slice(0, first)).filter(
    ({ kind }) => kind !== 'arg',
  );
  // A misspelt instruction may be the FROM, and has a rule of its own.
  if (above.some(({ kind }) => kind === 'unknown')) return undefined;
  const from = instructions[first];
  const [early] = above;
  if (early !== undefined)
    return {
      message: `Docker stops here: \`${early.keyword.value}\` stands ${from === undefined ? 'in no stage, because there is no `FROM`' : 'above the first `FROM`, where there is no image yet that it could change'}.`,
      at: early.keyword.span,
      related: from === undefined ? [] : [{ value: 'the first stage begins here', span: from.keyword.span }],
      fixes: from === undefined ? [] : moveBelow(from, above, stack),
    };
  if (from !== undefined) return undefined;
  const text = stack.get(path)?.text ?? '';
  return {
    message: 'Docker has nothing to build: there is no `FROM`, which names the image to begin with.',
    at: { path, from: 0, to: Math.max(0, text.search(/\r?\n|$/)) },
  };
}

function moveBelow(from: Instruction, above: readonly Instruction[], stack: Stack): Fix[] {
  const text = stack.get(from.span.path)?.text ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = above.map(({ span }) => end + text.slice(span.from, span.to).trimEnd());
  return [
    {
      title: `Move ${above.length === 1 ? 'it' : `these ${above.length} instructions`} below FROM`,
      changes: [...above.map(({ span }) => deleteLines(stack, span)), insertAfter(from.span, lines.join(''))],
    },
  ];
}
