import type { Facts } from '../facts/facts.ts';
import { findFile } from '../facts/files.ts';
import type { ImageFacts } from '../facts/image.ts';
import { pipInstalls } from '../facts/pip.ts';
import { requirementFor } from '../knowledge/python-packages.ts';
import type { Requirements } from '../read/requirements.ts';
import type { Stack } from '../stack.ts';
import { replace } from './fix.ts';
import type { Change, Fix } from './rule.ts';

/** One line of a requirements file that asks for a package. */
export type Package = Requirements['packages'][number];

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

/** Asks for another range of a package; nothing where it names none. */
export function askForRange({ specifiers }: Package, range: string, title: string): Fix[] {
  const [first] = specifiers;
  const last = specifiers.at(-1);
  return first === undefined || last === undefined
    ? []
    : [{ title, changes: [replace({ ...first.span, to: last.span.to }, range)] }];
}

/** The range that a requirement names, `>=2.2,<2.3`. */
export const rangeOf = ({ specifiers }: Package): string =>
  specifiers.map(({ operator, version }) => operator + version).join(',');

/** Puts a line at the end of a file, with that file's line ends. */
export function appendLine(stack: Stack, path: string, line: string): Change {
  const text = stack.get(path)?.text ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const open = text !== '' && !text.endsWith('\n');
  return replace({ path, from: text.length, to: text.length }, `${open ? end : ''}${line}${end}`);
}
