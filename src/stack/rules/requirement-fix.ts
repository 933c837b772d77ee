import type { Facts } from '../facts/facts.ts';
import { findFile } from '../facts/files.ts';
import type { ImageFacts } from '../facts/image.ts';
import { pipInstalls } from '../facts/pip.ts';
import { requirementFor } from '../knowledge/python-packages.ts';
import type { Stack } from '../stack.ts';
import { replace } from './fix.ts';
import type { Change, Fix } from './rule.ts';

/** The requirements files that pip reads when an image is built, in the order in which it does. */
export const requirementsRead = (image: ImageFacts): string[] =>
  image.stages.flatMap((stage) =>
    stage.steps.flatMap(pipInstalls).flatMap(({ files, step }) =>
      files.flatMap(({ path }) => {
        const found = path === undefined ? undefined : findFile(image, stage, path, step);
        return found?.state === 'present' && found.file !== undefined ? [found.file.path] : [];
      }),
    ),
  );

/** Asks for a further package in the first requirements file of an image; nothing where there is none. */
export function addRequirement(facts: Facts, image: ImageFacts, name: string): Fix[] {
  const path = requirementsRead(image).find((candidate) => facts.requirements.has(candidate));
  return path === undefined
    ? []
    : [
        {
          title: `Add ${requirementFor(name)} to ${path}`,
          changes: [appendLine(facts.stack, path, requirementFor(name))],
        },
      ];
}

/** Puts a line at the end of a file, with that file's line ends. */
export function appendLine(stack: Stack, path: string, line: string): Change {
  const text = stack.get(path)?.text ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text !== '' && !text.endsWith('\n');
  return replace({ path, from: text.length, to: text.length }, `${open ? end : ''}${line}${end}`);
}
