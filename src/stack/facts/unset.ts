import { referencesIn, type Reference } from '../read/references.ts';
import { lookupIn } from '../read/scope.ts';
import { spanOf } from '../read/traced.ts';
import type { Instruction } from '../read/instruction.ts';
import type { Span, Stack } from '../stack.ts';
import type { Step } from './image.ts';

/** What an instruction reads that is surely not set there, and for which it has no default. */
export function unsetIn({ instruction }: Step, escape: string, stack: Stack): Reference[] {
  const text = stack.get(instruction.span.path)?.text ?? '';
  if (!readsVariables(instruction)) return [];
  const written = text.slice(instruction.span.from, instruction.span.to);
  if (!written.includes('$')) return [];
  const isRun = instruction.kind === 'run';
  // What a file sets cannot be known.
  if (isRun && /(^|[\s;&|(])(\.|source|eval)\s/.test(written)) return [];
  const span = { ...instruction.span, from: instruction.keyword.span.to };
  // The shell of a RUN reads its heredocs, whatever stands around their names.
  const plain = isRun ? [] : plainTexts(instruction);
  return referencesIn(text, span, { escape, quotes: !isRun }).filter(
    ({ value, hasDefault, span: { from } }) =>
      !hasDefault &&
      lookupIn(instruction.scope)(value) === null &&
      !plain.some((part) => part.from <= from && from < part.to) &&
      !(
        isRun && new RegExp(`\\b${value}=|\\b(for|read|export|local)\\b[^\\n;]*\\b${value}\\b`).test(written)
      ),
  );
}

/** The instructions in which Docker, or the shell of a RUN, replaces variables while the image is built. */
const readsVariables = (instruction: Instruction): boolean =>
  ['run', 'copy', 'add', 'env', 'workdir', 'user', 'expose'].includes(instruction.kind) ||
  (instruction.kind === 'other' && ['LABEL', 'VOLUME', 'STOPSIGNAL'].includes(instruction.keyword.value));

/** Heredocs of which the word is in quotes: in them a `$` stands for itself. */
function plainTexts(instruction: Instruction): Span[] {
  if (!('heredocs' in instruction)) return [];
  return instruction.heredocs
    .filter(({ expands }) => !expands)
    .map(({ content }) => spanOf(instruction.span.path, content));
}
