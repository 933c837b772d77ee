import type { ImageFacts } from '../../facts/image.ts';
import { launchOf } from '../../facts/launch.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A start script with Windows line ends, which make the kernel look for `/bin/sh\r`. */
export const crlf: Rule = {
  id: 'entrypoint/crlf',
  severity: 'error',
  yieldsTo: ['entrypoint/no-shebang'],
  reads: ['entrypoint'],
  *check({ images, scripts }) {
    for (const image of images) {
      const started = launchOf(image, scripts)?.script;
      const at = started?.script.carriageReturn;
      if (started === undefined || at === undefined || mayBeConverted(image)) continue;
      const { path, text } = started.file;
      const interpreter = started.script.shebang?.value.interpreter;
      const consequence =
        interpreter === undefined || started.openedBy === 'shell'
          ? 'The shell takes the end of each line for a part of its last word'
          : `The kernel looks for a program \`${interpreter}\\r\`, finds none, and the container does not start`;
      yield {
        message: `${consequence}: \`${path}\` has Windows line ends.`,
        at: { ...at, from: text.lastIndexOf('\n', at.from - 1) + 1 },
        related: [{ value: 'starts it', span: started.word.span }],
        fixes: [
          {
            title: 'Write the file with Unix line ends',
            changes: [replace({ path, from: 0, to: text.length }, text.replaceAll('\r\n', '\n'))],
          },
        ],
      };
    }
  },
};

/** The image takes them out itself. */
const mayBeConverted = ({ stages }: ImageFacts): boolean =>
  stages.some(({ steps }) =>
    steps.some(({ commands }) =>
      commands.some(
        ({ program, words }) =>
          /^(dos2unix|fromdos|flip)$/.test(program ?? '') ||
          words.some(({ written }) => /dos2unix|\\r|\\015|\^M/.test(written)),
      ),
    ),
  );
