import { leftBehind } from '../../knowledge/left-behind.ts';
import type { Rule } from '../rule.ts';
import { wholeCopies } from './whole-copy.ts';

const text = `${Object.values(leftBehind).flat().join('\n')}\n`;

/** A COPY of the whole folder, with nothing that holds anything back. */
export const ignoreMissing: Rule = {
  id: 'across/ignore-missing',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const image of images) {
      const { context } = image;
      const [copy] = wholeCopies(image);
      if (context?.complete !== true || context.ignore !== undefined || copy === undefined) continue;
      const path = context.folder === '' ? '.dockerignore' : `${context.folder}/.dockerignore`;
      yield {
        message: `Everything in the folder goes into the image, with \`.git\`, \`.env\` and local databases, and any change of it starts the build again from here: there is no \`${path}\`.`,
        at: copy.source.span,
        fixes: [
          {
            title: `Write ${path}`,
            changes: [{ kind: 'create', path, text, executable: false }],
          },
        ],
      };
    }
  },
};
