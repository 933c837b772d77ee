import type { Choices } from '../../stack/choices.ts';
import { generateStack } from '../../stack/generate/index.ts';
import { applyEdits, type Edit } from '../../workbench/edit.ts';
import { marksIn } from '../../workbench/spans.ts';
import type { ExcerptSource } from './take-excerpts.ts';

/** The files with the reader's edits in them, as a source of excerpts. Loaded only when there are any. */
export function editedSource(choices: Choices, edits: readonly Edit[]): ExcerptSource {
  const generated = generateStack(choices);
  const bySlot = new Map([...generated.values()].map((file) => [file.slot, file]));
  const byPath = new Map(applyEdits(generated, edits, choices).files.map((file) => [file.path, file]));
  return (slot) => {
    const asGenerated = bySlot.get(slot);
    if (asGenerated === undefined) return 'left out';
    const file = byPath.get(asGenerated.path);
    if (file === undefined) return 'deleted';
    const { text, kind } = file;
    return text === asGenerated.text
      ? { file: asGenerated, generated: asGenerated }
      : { file: { text, kind, ...marksIn(asGenerated, text) }, generated: asGenerated };
  };
}
