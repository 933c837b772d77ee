import type { Facts } from '../../facts/facts.ts';
import { findFile } from '../../facts/files.ts';
import type { ImageFacts, StageFacts } from '../../facts/image.ts';
import { folderOf, resolvePath } from '../../facts/paths.ts';
import { pipInstalls, type PipInstall } from '../../facts/pip.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Finding, Fix, Rule } from '../rule.ts';

/** A requirements file that takes in another one, which no COPY brings to where pip looks for it. */
export const requirementsInclude: Rule = {
  id: 'across/requirements-include',
  severity: 'error',
  yieldsTo: ['across/ignore-needed'],
  reads: ['requirements'],
  *check(facts) {
    for (const image of facts.images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const { instruction } = install.step;
          if (instruction.kind === 'run' && instruction.mounts.some(({ type }) => type === 'bind')) continue;
          for (const { path } of install.files)
            if (path !== undefined) yield* missingFrom(facts, image, stage, install, path, new Set());
        }
  },
};

function* missingFrom(
  facts: Facts,
  image: ImageFacts,
  stage: StageFacts,
  install: PipInstall,
  path: string,
  seen: Set<string>,
): Iterable<Finding> {
  seen.add(path);
  const found = findFile(image, stage, path, install.step);
  const file = found.state === 'present' ? facts.requirements.get(found.file?.path ?? '') : undefined;
  if (found.state !== 'present' || file === undefined) return;
  for (const entry of file.entries) {
    if (entry.kind !== 'include' && entry.kind !== 'constraint') continue;
    const target = /:\/\/|\$/.test(entry.file.value)
      ? undefined
      : resolvePath(folderOf(path) || '/', entry.file.value);
    if (target === undefined || seen.has(target)) continue;
    const other = findFile(image, stage, target, install.step);
    if (other.state === 'present') yield* missingFrom(facts, image, stage, install, target, seen);
    else if (other.state === 'absent')
      yield {
        message: `pip stops at this line: there is no \`${target}\` in the image. Only \`${file.path}\` is copied, and not the file that it takes in.`,
        at: entry.file.span,
        related: [
          { value: 'brings only this file', span: found.step.instruction.span },
          ...(other.heldBack === undefined ? [] : [{ value: 'holds it back', span: other.heldBack.span }]),
        ],
        fixes:
          other.heldBack === undefined
            ? copyToo(facts, image, install, file.path, entry.file.value, target)
            : [],
      };
  }
}

function copyToo(
  { stack }: Facts,
  image: ImageFacts,
  install: PipInstall,
  from: string,
  written: string,
  target: string,
): Fix[] {
  const folder = image.context?.folder ?? '';
  const inStack = resolvePath(`/${folderOf(from)}`, written)?.slice(1) ?? '';
  const source = folder === '' ? inStack : inStack.slice(folder.length + 1);
  if (image.context?.file(source) === undefined) return [];
  return [
    {
      title: `Copy ${source} too`,
      changes: [insertLinesBefore(stack, install.step.instruction.span, [`COPY ${source} ${target}`])],
    },
  ];
}
