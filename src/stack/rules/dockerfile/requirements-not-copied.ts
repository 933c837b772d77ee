import { fileNamed, findFile } from '../../facts/files.ts';
import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { baseName } from '../../facts/paths.ts';
import { pipInstalls, type PipInstall } from '../../facts/pip.ts';
import type { Stack } from '../../stack.ts';
import { insertLinesBefore, replace } from '../fix.ts';
import type { Finding, Rule } from '../rule.ts';

/** `pip install -r` of a file that no step before has brought to that path. */
export const requirementsNotCopied: Rule = {
  id: 'dockerfile/requirements-not-copied',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const { instruction } = install.step;
          const mounted =
            instruction.kind === 'run' && instruction.mounts.some(({ type }) => type === 'bind');
          if (!mounted) yield* missing(image, stage, install, stack);
        }
  },
};

function* missing(
  image: ImageFacts,
  stage: StageFacts,
  install: PipInstall,
  stack: Stack,
): Iterable<Finding> {
  for (const { word, path } of install.files) {
    const found =
      path === undefined ? undefined : findFile(image, stage, path, install.step, install.command);
    if (path === undefined || found?.state !== 'absent') continue;
    const { heldBack } = found;
    if (heldBack !== undefined) {
      yield {
        message: `pip finds no \`${path}\`: \`.dockerignore\` keeps the file out of the build.`,
        at: word.span,
        related: [{ value: `holds it back`, span: heldBack.span }],
      };
      continue;
    }
    const elsewhere = fileNamed(image, stage, baseName(path), install.step);
    if (elsewhere !== undefined) {
      yield {
        message: `pip finds no \`${path}\`, and the build stops: the file was copied to \`${elsewhere.path}\`.`,
        at: word.span,
        related: [{ value: `brings it to ${elsewhere.path}`, span: elsewhere.step.instruction.span }],
        fixes: [{ title: `Read ${elsewhere.path}`, changes: [replace(word.span, elsewhere.path)] }],
      };
      continue;
    }
    const file = image.context?.file(baseName(path));
    const copy = insertLinesBefore(stack, install.step.instruction.span, [`COPY ${baseName(path)} ${path}`]);
    yield {
      message: `pip finds no \`${path}\`, and the build stops: no COPY above brings it into the image.`,
      at: word.span,
      fixes: file === undefined ? [] : [{ title: `Copy ${baseName(path)} first`, changes: [copy] }],
    };
  }
}
