import { findFile } from '../../facts/files.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { baseName, below } from '../../facts/paths.ts';
import type { Stack, StackFile } from '../../stack.ts';
import { appendLine } from '../requirement-fix.ts';
import type { Change, Rule } from '../rule.ts';
import { wholeCopies, type WholeCopy } from './whole-copy.ts';

/** A file of secrets that a COPY of the whole folder takes into the image. */
export const ignoreEnv: Rule = {
  id: 'across/ignore-env',
  severity: 'warning',
  reads: ['env'],
  *check({ images, stack }) {
    for (const image of images)
      for (const copy of wholeCopies(image)) {
        const taken = envFiles(image).filter((file) => endsInImage(image, copy, file));
        const [first] = taken;
        if (first === undefined) continue;
        const names = taken.map(({ path }) => `\`${path}\``).join(' and ');
        yield {
          message: `Whoever has the image has your secrets: \`COPY .\` takes ${names} along, and a layer keeps what was once in it.`,
          at: copy.source.span,
          related: taken.map(({ path }) => ({ value: path, span: { path, from: 0, to: 0 } })),
          fixes: [
            {
              title: `Hold ${taken.map(({ path }) => baseName(path)).join(' and ')} back`,
              changes: [holdBack(stack, image, taken)],
            },
          ],
        };
      }
  },
};

/** Files such as `.env` and `.env.prod`; not the examples that are there to be copied, and none without a value in it. */
const envFiles = ({ context }: ImageFacts): StackFile[] =>
  (context?.filesBelow('') ?? []).filter(
    ({ kind, path, text }) =>
      kind === 'env' &&
      /^\.env(\.|$)/.test(baseName(path)) &&
      !/example|sample|template|dist|default/i.test(baseName(path)) &&
      /^[ \t]*(export[ \t]+)?\w+[ \t]*=[ \t]*[^\s#]/m.test(text),
  );

/** It reaches the last stage: by this COPY, or by one from the stage in which this COPY is. */
function endsInImage(image: ImageFacts, { destination }: WholeCopy, { path }: StackFile): boolean {
  const inContext = image.context && below(image.context.folder, path);
  if (!inContext || destination === undefined) return false;
  const places = [
    destination,
    ...image.final.lineage.flatMap(({ instruction, workdir }) =>
      instruction.kind === 'copy' && instruction.from !== undefined && workdir !== undefined ? [workdir] : [],
    ),
  ];
  return places.some((place) => {
    const found = findFile(image, image.final, `${place === '/' ? '' : place}/${inContext}`);
    return found.state === 'present' && found.file?.path === path;
  });
}

function holdBack(stack: Stack, { context }: ImageFacts, files: readonly StackFile[]): Change {
  const folder = context?.folder ?? '';
  const lines = files.map(({ path }) => below(folder, path) ?? path);
  const path = context?.ignore?.path ?? (folder === '' ? '.dockerignore' : `${folder}/.dockerignore`);
  return stack.has(path)
    ? appendLine(stack, path, lines.join('\n'))
    : { kind: 'create', path, text: `${lines.join('\n')}\n`, executable: false };
}
