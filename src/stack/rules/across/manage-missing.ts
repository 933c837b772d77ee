import { manageCommand } from '../../facts/django.ts';
import { fileNamed, findFile } from '../../facts/files.ts';
import { folderFor, type ImageFacts } from '../../facts/image.ts';
import { resolvePath } from '../../facts/paths.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A step that runs manage.py in a stage into which no COPY brings it. */
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
            if (script === undefined || !path) continue;
            const { instruction } = step;
            if (instruction.kind === 'run' && instruction.mounts.some(({ type }) => type === 'bind'))
              continue;
            const found = findFile(image, stage, path, step);
            if (found.state !== 'absent' || found.heldBack !== undefined) continue;
            // Copied too late, or to another folder, is another fault.
            if (fileNamed(image, stage, 'manage.py') !== undefined) continue;
            const file = inContext(image);
            yield {
              message: `The build stops here: there is no \`${path}\`, because no COPY brings \`manage.py\` into this stage.`,
              at: script.span,
              related: [{ value: 'the stage', span: stage.stage.from.span }],
              fixes:
                file === undefined
                  ? []
                  : [
                      {
                        title: `Copy ${file} first`,
                        changes: [insertLinesBefore(stack, step.instruction.span, [`COPY ${file} ${path}`])],
                      },
                    ],
            };
          }
  },
};

const inContext = ({ context }: ImageFacts): string | undefined =>
  context?.file('manage.py') === undefined ? undefined : 'manage.py';
