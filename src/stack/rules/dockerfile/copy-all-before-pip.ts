import { findFile } from '../../facts/files.ts';
import type { ImageFacts, StageFacts, Step } from '../../facts/image.ts';
import { below, folderOf, normalPath } from '../../facts/paths.ts';
import { pipInstalls, type PipInstall } from '../../facts/pip.ts';
import type { Copy } from '../../read/instruction.ts';
import type { Requirements } from '../../read/requirements.ts';
import type { Stack } from '../../stack.ts';
import { deleteLines, insertLinesBefore } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

/** All of the project copied above the step that installs packages, so that any edit runs that step again. */
export const copyAllBeforePip: Rule = {
  id: 'dockerfile/copy-all-before-pip',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack, requirements }) {
    for (const image of images)
      for (const stage of image.stages) {
        const told = new Set<Copy>();
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const brought = broughtWithAll(image, stage, install, requirements);
          if (brought === undefined || told.has(brought.copy)) continue;
          told.add(brought.copy);
          yield {
            message: `Every edit of your code installs all packages anew: this step changes with each of them, and \`pip install\` stands below it.`,
            at: brought.copy.span,
            related: [{ value: 'runs again each time', span: install.command.span }],
            fixes: copyFirst(stack, stage, install, brought),
          };
        }
      }
  },
};

/** Requirements files that came in with everything else. */
interface Brought {
  copy: Copy;
  step: Step;
  /** Each by its path in the context and in the image. */
  files: readonly { source: string; path: string; read: Requirements }[];
}

function broughtWithAll(
  image: ImageFacts,
  stage: StageFacts,
  install: PipInstall,
  requirements: ReadonlyMap<string, Requirements>,
): Brought | undefined {
  const { step } = install;
  const bound =
    step.instruction.kind === 'run' && step.instruction.mounts.some(({ type }) => type === 'bind');
  // What is installed from the project itself cannot come before it.
  const fromProject =
    install.packages.some(({ value }) => value === undefined || /^[./]/.test(value)) ||
    install.options.has('-e') ||
    install.options.has('--editable');
  if (install.files.length === 0 || bound || fromProject) return undefined;
  const files: Brought['files'][number][] = [];
  let brought: { copy: Copy; step: Step } | undefined;
  for (const { path } of install.files) {
    const found = path === undefined ? undefined : findFile(image, stage, path, step, install.command);
    if (path === undefined || found?.state !== 'present' || found.file === undefined) return undefined;
    const { instruction } = found.step;
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') return undefined;
    const read = requirements.get(found.file.path);
    const source = below(image.context?.folder ?? '', found.file.path);
    if (!takesAll(instruction) || read === undefined || source === undefined) return undefined;
    if (read.entries.some(({ kind }) => kind === 'source' || kind === 'error')) return undefined;
    if (brought !== undefined && brought.step !== found.step) return undefined;
    brought = { copy: instruction, step: found.step };
    files.push({ source, path, read });
  }
  return brought && { ...brought, files };
}

const takesAll = ({ from, sources }: Copy): boolean =>
  from === undefined &&
  sources.some(({ value }) => value !== undefined && normalPath(value).replace(/^\//, '') === '');

/** Where the two stand next to each other, and the files read no further ones. */
function copyFirst(
  stack: Stack,
  stage: StageFacts,
  install: PipInstall,
  { copy, step, files }: Brought,
): Fix[] {
  const run = install.step;
  const adjacent = stage.steps.indexOf(run) === stage.steps.indexOf(step) + 1;
  const readsOn = files.some(({ read }) =>
    read.entries.some(({ kind }) => kind === 'include' || kind === 'constraint'),
  );
  const installsOnly = run.commands.every(({ program }) =>
    /^(pip[\d.]*|python[\d.]*|apt|apt-get|rm|set)$/.test(program ?? ''),
  );
  const [first] = files;
  const folders = new Set(files.map(({ path }) => folderOf(path)));
  if (!adjacent || readsOn || !installsOnly || first === undefined || folders.size > 1) return [];
  const { span } = run.instruction;
  const text = (stack.get(span.path)?.text.slice(span.from, span.to) ?? '').trimEnd();
  const folder = folderOf(first.path);
  const target = folder === run.workdir ? './' : `${folder}/`;
  return [
    {
      title: 'Copy the requirements first',
      changes: [
        insertLinesBefore(stack, copy.span, [
          `COPY ${files.map(({ source }) => source).join(' ')} ${target}`,
          text,
        ]),
        deleteLines(stack, span),
      ],
    },
  ];
}
