import { composeMentions } from '../../facts/compose-text.ts';
import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { stageNamed, type Stage } from '../../read/dockerfile.ts';
import type { Instruction } from '../../read/instruction.ts';
import type { Located, Stack } from '../../stack.ts';
import { replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Finding, Rule } from '../rule.ts';

/** `--from` with a name that is no stage, and most likely no image either. */
export const copyFromUnknown: Rule = {
  id: 'dockerfile/copy-from-unknown',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    const named = composeMentions(stack, 'additional_contexts');
    for (const image of images)
      for (const stage of image.stages)
        for (const { instruction } of stage.steps)
          for (const from of sourcesOf(instruction, stack)) {
            const finding = findingFor(image, stage, from);
            if (finding !== undefined && !named) yield finding;
          }
  },
};

/** The stages and images that an instruction takes files from, as `--from` and the `from=` of a mount name them. */
function sourcesOf(instruction: Instruction, stack: Stack): Located<string>[] {
  if (instruction.kind === 'copy' && instruction.from !== undefined) {
    const { written, span } = instruction.from;
    return [{ value: written, span }];
  }
  if (instruction.kind !== 'run') return [];
  return instruction.mounts.flatMap(({ options, span }) => {
    const name = options.get('from');
    if (name === undefined) return [];
    const text = stack.get(span.path)?.text.slice(span.from, span.to) ?? '';
    const from = span.from + text.indexOf(`from=${name}`) + 'from='.length;
    return [{ value: name, span: { ...span, from, to: from + name.length } }];
  });
}

function findingFor(
  { stages }: ImageFacts,
  stage: StageFacts,
  { value, span }: Located<string>,
): Finding | undefined {
  const written = stages.map((candidate) => candidate.stage);
  const found = stageNamed(written.slice(0, stage.stage.index), value) ?? stageNamed(written, value);
  if (found !== undefined && found.index >= stage.stage.index)
    return {
      message: `The build stops here: \`${value}\` is ${found === stage.stage ? 'this very stage' : 'a stage further down'}, and only one above can be copied from.`,
      at: span,
      related: [{ value: `\`${value}\` begins here`, span: found.from.image.span }],
    };
  if (found !== undefined || value.includes('$')) return undefined;
  if (/^\d+$/.test(value))
    return {
      message: `The build stops here: there is no stage \`${value}\`. They are counted from 0, and the last one is ${stages.length - 1}.`,
      at: span,
    };
  // What has the form of a full name is meant to be an image.
  if (/[/:.@]/.test(value)) return undefined;
  const target = meantStage(written.slice(0, stage.stage.index), value);
  if (target === undefined) return undefined;
  return {
    message: `The build stops here: there is no stage \`${value}\`, so Docker asks Docker Hub for an image of that name. Did you mean \`${target.value}\`?`,
    at: span,
    related: [{ value: `the stage ${target.value}`, span: target.span }],
    fixes: [{ title: `Take from ${target.value}`, changes: [replace(span, target.value)] }],
  };
}

/** The stage above that a name was most likely meant for: a letter off, or a longer or shorter form, `builder` for `build`. */
function meantStage(above: readonly Stage[], value: string): Located<string> | undefined {
  const word = value.toLowerCase();
  const names = above.flatMap(({ from }) => (from.name === undefined ? [] : [from.name]));
  const close = nearest(
    word,
    names.map((name) => name.value.toLowerCase()),
  );
  const isForm = (name: string): boolean =>
    Math.min(name.length, word.length) >= 4 && (name.startsWith(word) || word.startsWith(name));
  return (
    names.find((name) => name.value.toLowerCase() === close) ??
    names.find((name) => isForm(name.value.toLowerCase()))
  );
}
