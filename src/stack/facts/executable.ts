import { stageNamed } from '../read/dockerfile.ts';
import type { Copy } from '../read/instruction.ts';
import type { ShellCommand } from '../read/shell.ts';
import { findFile } from './files.ts';
import { folderFor, type ImageFacts, type StageFacts, type Step } from './image.ts';
import { below, normalPath, resolvePath } from './paths.ts';

/**
 * Whether a file of an image may be executed at the end of a stage: by its own bit, by `COPY --chmod`, or by a `chmod`
 * behind it. `undefined` where that cannot be known.
 *
 * @param path absolute
 */
export function isExecutable(image: ImageFacts, stage: StageFacts, path: string): boolean | undefined {
  const found = findFile(image, stage, path);
  if (found.state !== 'present') return undefined;
  const { instruction } = found.step;
  const behind = stage.lineage.slice(stage.lineage.indexOf(found.step) + 1);
  let mode: boolean | undefined | 'kept' = 'kept';
  for (const step of behind) {
    const change = changeIn(step, path);
    if (change !== 'kept') mode = change;
  }
  if (mode !== 'kept') return mode;
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return undefined;
  if (instruction.chmod !== undefined) return modeAllows(instruction.chmod.value);
  return instruction.from === undefined
    ? found.file?.executable
    : inOtherStage(image, stage, found.step, instruction, path);
}

function inOtherStage(
  image: ImageFacts,
  stage: StageFacts,
  step: Step,
  copy: Copy,
  path: string,
): boolean | undefined {
  const above = image.stages.slice(0, stage.stage.index);
  const named = stageNamed(
    above.map((candidate) => candidate.stage),
    copy.from?.value,
  );
  const other = above.find((candidate) => candidate.stage === named);
  const destination = copy.destination.value && resolvePath(step.workdir, copy.destination.value);
  const rest = destination === undefined ? undefined : below(destination || '/', path);
  if (other === undefined || rest === undefined) return undefined;
  const sources = copy.sources.flatMap(({ value }) => (value === undefined ? [] : [normalPath(`/${value}`)]));
  const candidates = sources.flatMap((source) => [normalPath(`${source}/${rest}`), source]);
  const there = candidates.find((candidate) => findFile(image, other, candidate).state === 'present');
  return there === undefined ? undefined : isExecutable(image, other, there);
}

/** What a RUN makes of a file's mode. */
function changeIn(step: Step, path: string): boolean | undefined | 'kept' {
  let mode: boolean | undefined | 'kept' = 'kept';
  for (const command of step.commands) {
    if (command.program === 'chmod') {
      const change = changeBy(step, command, path);
      if (change !== 'kept') mode = change;
    } else if (command.args.some(({ value }) => value === undefined || /chmod/.test(value))) mode = undefined;
  }
  return mode;
}

function changeBy(step: Step, command: ShellCommand, path: string): boolean | undefined | 'kept' {
  const words = command.args.filter(({ value }) => value === undefined || !/^--?[a-zA-Z]/.test(value));
  const recursive = command.args.some(({ value }) => /^-[a-zA-Z]*R|^--recursive$/.test(value ?? ''));
  const [mode, ...targets] = words;
  const folder = folderFor(step, command);
  const touches = targets.map(({ value }): boolean | undefined => {
    if (value === undefined) return undefined;
    const target = resolvePath(folder, value);
    if (target === undefined) return undefined;
    if (/[*?[]/.test(target)) return matches(target, path);
    return target === path || (recursive && below(target, path) !== undefined);
  });
  if (touches.includes(true)) return command.within.length === 0 ? modeAllows(mode?.value) : undefined;
  return touches.includes(undefined) ? undefined : 'kept';
}

/** Whether a shell's pattern takes in a path; `undefined` for one with brackets, or with more stars than people write. */
function matches(pattern: string, path: string): boolean | undefined {
  if (/[[\]]/.test(pattern) || pattern.split('*').length > 4) return undefined;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${source}$`).test(path);
}

/** Whether a mode as chmod takes it lets anybody execute; `undefined` for one that says nothing about it. */
function modeAllows(mode: string | undefined): boolean | undefined {
  if (mode === undefined) return undefined;
  if (/^[0-7]+$/.test(mode)) return (parseInt(mode, 8) & 0o111) !== 0;
  if (/[+=][rwst]*[xX]/.test(mode)) return true;
  return /-[rw]*x/.test(mode) ? false : undefined;
}
