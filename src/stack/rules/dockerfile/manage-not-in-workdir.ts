import { manageCommand } from '../../facts/django.ts';
import { fileNamed, findFile } from '../../facts/files.ts';
import { folderFor, type ImageFacts, type StageFacts, type Step } from '../../facts/image.ts';
import { folderOf, resolvePath } from '../../facts/paths.ts';
import type { Value } from '../../read/traced.ts';
import type { Stack } from '../../stack.ts';
import { deleteLines, insertLinesAfter, insertLinesBefore, replace } from '../fix.ts';
import type { Finding, Fix, Rule } from '../rule.ts';

/** `python manage.py` in a folder to which no step above has brought it. */
export const manageNotInWorkdir: Rule = {
  id: 'dockerfile/manage-not-in-workdir',
  severity: 'error',
  yieldsTo: ['across/manage-missing'],
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const step of stage.steps) {
          const finding = missing(stack, image, stage, step);
          if (finding !== undefined) yield finding;
        }
  },
};

function missing(stack: Stack, image: ImageFacts, stage: StageFacts, step: Step): Finding | undefined {
  const { instruction } = step;
  if (instruction.kind !== 'run' || instruction.mounts.some(({ type }) => type === 'bind')) return undefined;
  const calls = step.commands.filter(({ within }) => within.length === 0);
  const script = calls
    .map((command) => ({ command, word: manageCommand(command)?.script }))
    .find(({ word }) => word);
  const word = script?.word;
  if (script === undefined || word?.value === undefined) return undefined;
  const path = resolvePath(folderFor(step, script.command), word.value);
  const found = path === undefined ? undefined : findFile(image, stage, path, step, script.command);
  if (path === undefined || found?.state !== 'absent' || found.heldBack !== undefined) return undefined;

  const stops = `The build stops here: Python finds no \`${path}\``;
  const elsewhere = fileNamed(image, stage, 'manage.py', step);
  if (elsewhere !== undefined)
    return {
      message: `${stops}. The file was copied to \`${elsewhere.path}\`.`,
      at: word.span,
      related: [{ value: `brings it to ${elsewhere.path}`, span: elsewhere.step.instruction.span }],
      fixes: goThere(stack, stage, step, word, elsewhere.path),
    };
  const later = findFile(image, stage, path);
  if (later.state !== 'present') return undefined;
  return {
    message: `${stops}, which comes into the image only further down.`,
    at: word.span,
    related: [{ value: 'brings it', span: later.step.instruction.span }],
    fixes: moveBelow(stack, step, later.step),
  };
}

/** By a WORKDIR, where nothing below it in the stage would notice; otherwise by the whole path. */
function goThere(stack: Stack, { steps }: StageFacts, step: Step, word: Value, path: string): Fix[] {
  const folder = folderOf(path) || '/';
  const below = steps.slice(steps.indexOf(step) + 1);
  const noticed = below.some(({ instruction: { kind } }) => ['run', 'copy', 'add', 'workdir'].includes(kind));
  return noticed
    ? [{ title: `Write ${path}`, changes: [replace(word.span, path)] }]
    : [
        {
          title: `Go to ${folder} first`,
          changes: [insertLinesBefore(stack, step.instruction.span, [`WORKDIR ${folder}`])],
        },
      ];
}

function moveBelow(stack: Stack, { instruction: { span } }: Step, target: Step): Fix[] {
  const text = (stack.get(span.path)?.text.slice(span.from, span.to) ?? '').trimEnd();
  return [
    {
      title: 'Move it below the COPY',
      changes: [deleteLines(stack, span), insertLinesAfter(stack, target.instruction.span, [text])],
    },
  ];
}
