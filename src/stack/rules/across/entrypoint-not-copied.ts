import { fileNamed, findFile } from '../../facts/files.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { baseName } from '../../facts/paths.ts';
import { placesFor } from '../../facts/start.ts';
import type { IgnorePattern } from '../../read/dockerignore.ts';
import type { Stack, StackFile } from '../../stack.ts';
import { deleteLines, insertLinesBefore } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** An ENTRYPOINT that starts a script of the project which no COPY brings into the image. */
export const entrypointNotCopied: Rule = {
  id: 'across/entrypoint-not-copied',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images) {
      const { final } = image;
      const word = final.entrypoint?.command.form === 'exec' ? final.entrypoint.command.words[0] : undefined;
      const script = word && scriptFor(image, word.value);
      if (word === undefined || script === undefined || final.image === undefined) continue;
      const places = searched(image, word.value);
      if (places.length === 0 || fileNamed(image, final, baseName(word.value)) !== undefined) continue;
      const found = places.map((path) => findFile(image, final, path));
      if (!found.every(({ state }) => state === 'absent')) continue;
      const heldBack = image.context?.ignored(script.path);
      const target = word.value.includes('/') ? (places[0] ?? word.value) : `/usr/local/bin/${word.value}`;
      yield {
        message: `The container does not start: \`${word.value}\` is not in the image. ${heldBack === undefined ? 'No COPY brings it in.' : `No COPY brings it in, and \`.dockerignore\` would hold it back.`}`,
        at: word.span,
        related: [
          { value: 'the script', span: { path: script.path, from: 0, to: 0 } },
          ...(heldBack === undefined ? [] : [{ value: 'holds it back', span: heldBack.span }]),
        ],
        fixes: [
          {
            title: `Copy it to ${target}`,
            changes: [
              insertLinesBefore(stack, final.entrypoint?.span ?? word.span, [
                `COPY --chmod=0755 ${script.path} ${target}`,
              ]),
              ...takeIn(stack, heldBack),
            ],
          },
        ],
      };
    }
  },
};

/** The file of the context that the reader means: of that name, at the root. */
function scriptFor(image: ImageFacts, word: string): StackFile | undefined {
  return image.context?.folder === '' ? image.context.file(baseName(word)) : undefined;
}

/** Where Docker looks, but for the folders in which the programs of the image itself are. */
const searched = ({ final }: ImageFacts, word: string): string[] =>
  placesFor(final, word).filter(
    (path) => word.includes('/') || !/^\/(usr\/)?s?bin\/|^\/usr\/local\/sbin\//.test(path),
  );

const takeIn = (stack: Stack, pattern: IgnorePattern | undefined): ReturnType<typeof deleteLines>[] =>
  pattern === undefined ? [] : [deleteLines(stack, pattern.span)];
