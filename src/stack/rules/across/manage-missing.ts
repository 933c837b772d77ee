import { manageCommand } from '../../facts/django.ts';
import { fileNamed, findFile } from '../../facts/files.ts';
import { isForgiven } from '../../facts/forgiven.ts';
import { folderFor, type ImageFacts, type StageFacts, type Step } from '../../facts/image.ts';
import { resolvePath } from '../../facts/paths.ts';
import type { Value } from '../../read/traced.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore, replace } from '../fix.ts';
import type { Finding, Rule } from '../rule.ts';
import { wholeCopies } from './whole-copy.ts';

/** A step that runs manage.py in a stage into which no COPY brings it, or brings it one folder deeper. */
export const manageMissing: Rule = {
  id: 'across/manage-missing',
  severity: 'error',
  yieldsTo: ['across/ignore-needed'],
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const step of stage.steps)
          for (const command of step.commands) {
            const script = manageCommand(command)?.script;
            const path = script?.value && resolvePath(folderFor(step, command), script.value);
            if (script === undefined || !path || isForgiven(step, command) || hasBindMount(step)) continue;
            const finding =
              missing(stack, image, stage, step, path) ?? deeper(image, stage, step, path, script);
            if (finding !== undefined) yield { ...finding, at: script.span };
          }
  },
};

const hasBindMount = ({ instruction }: Step): boolean =>
  instruction.kind === 'run' && instruction.mounts.some(({ type }) => type === 'bind');

function missing(
  stack: Stack,
  image: ImageFacts,
  stage: StageFacts,
  step: Step,
  path: string,
): Omit<Finding, 'at'> | undefined {
  const found = findFile(image, stage, path, step);
  if (found.state !== 'absent' || found.heldBack !== undefined) return undefined;
  // Copied too late, or to another folder, is another fault.
  if (fileNamed(image, stage, 'manage.py') !== undefined) return undefined;
  const copy = insertLinesBefore(stack, step.instruction.span, [`COPY manage.py ${path}`]);
  return {
    message: `The build stops here: there is no \`${path}\`, because no COPY brings \`manage.py\` into this stage.`,
    related: [{ value: 'the stage', span: stage.stage.from.span }],
    fixes:
      image.context?.file('manage.py') === undefined
        ? []
        : [{ title: 'Copy manage.py first', changes: [copy] }],
  };
}

/** The whole folder is copied, and the project lies in a folder of it. */
function deeper(
  image: ImageFacts,
  stage: StageFacts,
  step: Step,
  path: string,
  script: Value,
): Omit<Finding, 'at'> | undefined {
  const { context } = image;
  if (context === undefined || context.file('manage.py') !== undefined) return undefined;
  const prefix = context.folder === '' ? 0 : context.folder.length + 1;
  const [only, ...others] = context.filesBelow('').filter((file) => file.path.endsWith('/manage.py'));
  const copy = wholeCopies(image).find((each) => stage.steps.includes(each.step));
  if (only === undefined || others.length > 0 || copy?.destination === undefined) return undefined;
  const inContext = only.path.slice(prefix);
  const place = resolvePath(copy.destination, inContext);
  if (place === undefined || resolvePath(copy.destination, 'manage.py') !== path) return undefined;
  if (findFile(image, stage, place, step).state !== 'present') return undefined;
  return {
    message: `The build stops here: there is no \`${path}\`. The project lies one folder deeper, and its \`manage.py\` is \`${place}\`.`,
    related: [{ value: 'copies the folder above', span: copy.source.span }],
    fixes: [{ title: `Run ${place}`, changes: [replace(script.span, place)] }],
  };
}
