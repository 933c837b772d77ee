import { isExecutable } from '../../facts/executable.ts';
import { fileNamed, findFile } from '../../facts/files.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { launchOf } from '../../facts/launch.ts';
import { baseName, resolvePath } from '../../facts/paths.ts';
import { placesFor } from '../../facts/start.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A start script that is in the image, at another path than the one that is started. */
export const entrypointPath: Rule = {
  id: 'across/entrypoint-path',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, scripts }) {
    for (const image of images) {
      const launch = launchOf(image, scripts);
      if (launch === undefined || launch.script !== undefined) continue;
      const word = launch.openedBy === 'shell' ? launch.args[0] : launch.program;
      const value = word?.value;
      if (word === undefined || value === undefined || !/[^/]\.(sh|bash)$|entrypoint/.test(value)) continue;
      const places = placesFor(image.final, value).filter((path) => !isOfTheSystem(path));
      const absent = places.every((path) => findFile(image, image.final, path).state === 'absent');
      const elsewhere = placeOf(image, baseName(value));
      if (places.length === 0 || !absent || elsewhere === undefined) continue;
      const looked = value.includes('/') ? `at \`${places[0] ?? value}\`` : 'in a folder of PATH';
      yield {
        message: `The container does not start: there is no \`${baseName(value)}\` ${looked}. It was copied to \`${elsewhere.path}\`.`,
        at: word.span,
        related: [{ value: `brings it to ${elsewhere.path}`, span: elsewhere.step.instruction.span }],
        fixes:
          isExecutable(image, image.final, elsewhere.path) === false
            ? []
            : [{ title: `Start ${elsewhere.path}`, changes: [replace(word.span, elsewhere.path)] }],
      };
    }
  },
};

/** Where the image has a file of that name; before all where a COPY of this very file puts it. */
function placeOf(image: ImageFacts, name: string): ReturnType<typeof fileNamed> {
  const copied = image.final.lineage.flatMap((step) => {
    const { instruction } = step;
    const named =
      instruction.kind === 'copy' &&
      instruction.from === undefined &&
      instruction.sources.some(({ value }) => value !== undefined && baseName(value) === name);
    const destination = named && resolvePath(step.workdir, instruction.destination.value ?? '');
    return destination ? [destination, `${destination}/${name}`].map((path) => ({ path, step })) : [];
  });
  const there = copied.find(
    ({ path }) => baseName(path) === name && findFile(image, image.final, path).state === 'present',
  );
  return there ?? fileNamed(image, image.final, name);
}

/** Folders that come with the image, and hold no script of the project's. */
const isOfTheSystem = (path: string): boolean =>
  /^\/(usr\/(local\/)?)?s?bin\/[^/]+$/.test(path) && !/^\/usr\/local\/bin\//.test(path);
