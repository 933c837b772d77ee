import { isExecutable } from '../../facts/executable.ts';
import { findFile } from '../../facts/files.ts';
import { launchOf, type LaunchScript } from '../../facts/launch.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { insertAfter } from '../fix.ts';
import type { Change, Rule } from '../rule.ts';

/** A start script that the kernel may not execute: neither the file nor a step of the build makes it executable. */
export const entrypointNotExecutable: Rule = {
  id: 'across/entrypoint-not-executable',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, scripts }) {
    for (const image of images) {
      const started = launchOf(image, scripts)?.script;
      if (started === undefined || started.openedBy === 'shell') continue;
      if (isExecutable(image, image.final, started.path) !== false) continue;
      const { word, file, path } = started;
      yield {
        message: `The container does not start: \`${word.value ?? path}\` may not be executed. \`${file.path}\` has no executable bit, and no step gives it one.`,
        at: word.span,
        related: [{ value: 'the script', span: { path: file.path, from: 0, to: 0 } }],
        fixes: [
          ...atTheCopy(image, started),
          {
            title: `Make ${file.path} executable`,
            changes: [{ kind: 'mode', path: file.path, executable: true }],
          },
        ],
      };
    }
  },
};

/** `COPY --chmod`, where the COPY that brings the script brings nothing else. */
function atTheCopy(image: ImageFacts, { path }: LaunchScript): { title: string; changes: Change[] }[] {
  const found = findFile(image, image.final, path);
  const instruction = found.state === 'present' ? found.step.instruction : undefined;
  if (instruction?.kind !== 'copy' || instruction.from !== undefined) return [];
  const alone = instruction.sources.length === 1 && instruction.sources[0]?.value?.endsWith('.sh') === true;
  return alone
    ? [
        {
          title: 'Set the bit in the COPY',
          changes: [insertAfter(instruction.keyword.span, ' --chmod=0755')],
        },
      ]
    : [];
}
