import { stageNamed } from '../read/dockerfile.ts';
import type { IgnorePattern } from '../read/dockerignore.ts';
import type { Copy } from '../read/instruction.ts';
import type { ShellCommand } from '../read/shell.ts';
import type { StackFile } from '../stack.ts';
import { folderFor, stepsBefore, type ImageFacts, type StageFacts, type Step } from './image.ts';
import { oncePer, oncePerPair, oncePerText } from './once.ts';
import { baseName, below, normalPath, resolvePath } from './paths.ts';

/** Whether a file is in an image. */
export type Found =
  /** There; `file` is what it was copied from, where that is a file of the stack. */
  | { state: 'present'; file: StackFile | undefined; step: Step }
  /** Not there. `heldBack`: a COPY would have brought it, but for this line of .dockerignore. */
  | { state: 'absent'; heldBack?: IgnorePattern }
  | { state: 'unknown' };

const unknown: Found = { state: 'unknown' };

/** A search, with an end to it: stages that copy from stages can be written so that the ways to a file have no number. */
interface Search {
  image: ImageFacts;
  /** How many steps may still be looked at; what is not found by then is not known. */
  left: number;
}

const enough = 5000;

/**
 * Looks for a file in a stage, before a step or at the end, by following every step that may have put it there.
 *
 * @param path absolute
 * @param command one of the step's commands: those in front of it count as well
 */
export function findFile(
  image: ImageFacts,
  stage: StageFacts,
  path: string,
  before?: Step,
  command?: ShellCommand,
): Found {
  if (before !== undefined && command !== undefined) {
    const inFront = before.commands.slice(0, before.commands.indexOf(command));
    const effect = effectOf(before, inFront, path);
    if (effect !== 'none') return effect === 'removes' ? { state: 'absent' } : unknown;
  }
  return found(image, stage)(before ?? stage)(path);
}

/** What was looked for in an image: in a stage, before a step of it, or at the end of the stage. */
const found = oncePerPair((image: ImageFacts, stage: StageFacts) =>
  oncePer((until: Step | StageFacts) =>
    oncePerText((path) =>
      look({ image, left: enough }, stage, path, 'instruction' in until ? until : undefined),
    ),
  ),
);

function look(search: Search, stage: StageFacts, path: string, before?: Step): Found {
  let heldBack: IgnorePattern | undefined;
  for (const step of stepsBefore(stage, before).toReversed()) {
    if (search.left-- <= 0) return unknown;
    const { instruction } = step;
    if (instruction.kind === 'copy' || instruction.kind === 'add') {
      const found = copied(search, stage, step, instruction, path);
      if (found?.state === 'absent') heldBack ??= found.heldBack;
      else if (found !== undefined) return found;
    } else if (instruction.kind === 'run') {
      const effect = effectOf(step, consequential(step), path);
      if (effect !== 'none') return effect === 'removes' ? { state: 'absent' } : unknown;
    }
  }
  if (stage.image === undefined && stage.imageName.value !== 'scratch') return unknown;
  if (/^\/(usr|bin|sbin|lib|lib64|etc|var|dev|proc|sys)(\/|$)/.test(path) && heldBack === undefined)
    return belongsToReader(path) ? { state: 'absent' } : unknown;
  return { state: 'absent', ...(heldBack && { heldBack }) };
}

/** A file of that name anywhere in a stage, by the COPY that brings it; looks where the COPYs before a step put things. */
export function fileNamed(
  image: ImageFacts,
  stage: StageFacts,
  name: string,
  before?: Step,
): { path: string; step: Step } | undefined {
  for (const step of stepsBefore(stage, before)) {
    const { instruction } = step;
    if (instruction.kind !== 'copy' && instruction.kind !== 'add') continue;
    const destination =
      instruction.destination.value && resolvePath(step.workdir, instruction.destination.value);
    if (destination === undefined) continue;
    for (const path of [destination, normalPath(`${destination}/${name}`)])
      if (baseName(path) === name && findFile(image, stage, path, before).state === 'present')
        return { path, step };
  }
  return undefined;
}

/** Folders of the system that images leave empty, or to scripts of one's own. */
const belongsToReader = (path: string): boolean =>
  /^\/usr\/(src\/|local\/bin\/[^/]*\.(sh|py|txt)$)|^\/var\/www\//.test(path);

/** Where a COPY puts things, absolute; `undefined` when that cannot be known. */
const destinationOf = oncePer(({ instruction, workdir }: Step): string | undefined => {
  const value =
    instruction.kind === 'copy' || instruction.kind === 'add' ? instruction.destination.value : undefined;
  return value === undefined ? undefined : resolvePath(workdir, value);
});

/** What one COPY does to a path; `undefined` when it has nothing to do with it. */
function copied(search: Search, stage: StageFacts, step: Step, copy: Copy, path: string): Found | undefined {
  const destination = destinationOf(step);
  if (destination === undefined) return unknown;
  const rest = below(destination, path);
  if (rest === undefined) return undefined;
  const results = copy.sources.map(({ value }): Found | undefined => {
    if (value === undefined) return unknown;
    if (copy.kind === 'add' && /:\/\/|^git@|\.(tar|tgz|tbz2|txz)(\.\w+)?$|\.tar\./.test(value))
      return unknown;
    if (value.startsWith('<<')) {
      const name = copy.heredocs.find((heredoc) => value.includes(heredoc.name))?.name ?? value;
      const there = rest === '' || rest === name;
      return there ? { state: 'present', file: undefined, step } : undefined;
    }
    const source = { path: value, rest, intoFolder: intoFolder(stage, step, copy, destination) };
    return copy.from === undefined
      ? fromContext(search, step, source)
      : fromStage(search, stage, copy, source, step);
  });
  return (
    results.find((result) => result?.state === 'present') ??
    results.find((result) => result?.state === 'unknown') ??
    results.find((result) => result !== undefined)
  );
}

interface Source {
  path: string;
  /** The path that is looked for, seen from the destination. */
  rest: string;
  /** The destination is a folder; `undefined` when that cannot be known. */
  intoFolder: boolean | undefined;
}

function fromContext(
  { image }: Search,
  step: Step,
  { path, rest, intoFolder: isFolder }: Source,
): Found | undefined {
  const { context } = image;
  if (context === undefined || /[*?[]/.test(path)) return unknown;
  const source = normalPath(path).replace(/^\//, '');
  const file = context.file(source);
  const present = (found: StackFile, at: string): Found => {
    const heldBack = context.ignored(at);
    return heldBack === undefined ? { state: 'present', file: found, step } : { state: 'absent', heldBack };
  };
  if (file !== undefined) {
    if (isFolder === undefined) return rest === '' || rest === baseName(source) ? unknown : undefined;
    return rest === (isFolder ? baseName(source) : '') ? present(file, source) : undefined;
  }
  const inside = [source, rest].filter((part) => part !== '').join('/');
  const found = rest === '' ? undefined : context.file(inside);
  if (found !== undefined) return present(found, inside);
  const isKnownFolder = source === '' || context.filesBelow(source).length > 0;
  if (context.complete && (isKnownFolder || rest !== '')) return undefined;
  return context.ignored(inside) === undefined ? unknown : undefined;
}

function fromStage(
  search: Search,
  stage: StageFacts,
  copy: Copy,
  { path, rest, intoFolder: isFolder }: Source,
  step: Step,
): Found | undefined {
  const above = search.image.stages.slice(0, stage.stage.index);
  const named = stageNamed(
    above.map((candidate) => candidate.stage),
    copy.from?.value,
  );
  const other = above.find((candidate) => candidate.stage === named);
  if (other === undefined || /[*?[]/.test(path)) return unknown;
  const source = normalPath(`/${path}`);
  const asFolder = look(search, other, normalPath(`${source}/${rest}`));
  const asFile = isFolder === true && rest === baseName(source) ? look(search, other, source) : undefined;
  const found = asFile?.state === 'present' ? asFile : asFolder;
  return found.state === 'present' ? { ...found, step } : found.state === 'absent' ? found : unknown;
}

/** Whether a COPY puts its sources into a folder, rather than giving one file that name. */
function intoFolder(stage: StageFacts, step: Step, copy: Copy, destination: string): boolean | undefined {
  const written = copy.destination.value ?? '';
  if (copy.sources.length > 1 || /(^|\/)\.{0,2}$/.test(written) || destination === step.workdir) return true;
  const before = stepsBefore(stage, step);
  const made = before.some(
    (earlier) => earlier.workdir !== undefined && below(destination, earlier.workdir) !== undefined,
  );
  if (made || /^\/(tmp|opt|srv|home|root|usr|etc|var|bin|usr\/(local(\/bin)?|src|bin))$/.test(destination))
    return true;
  const mayBeMade = before.some(
    ({ instruction, commands }) =>
      instruction.kind === 'copy' ||
      instruction.kind === 'add' ||
      commands.some(
        ({ program, args }) =>
          program === undefined || args.some(({ value }) => value?.includes(destination) !== false),
      ),
  );
  return mayBeMade && !baseName(destination).includes('.') ? undefined : false;
}

/** Programs that put no file of the reader's where a rule would look for it, whatever their arguments. */
const harmless = new Set(
  `: [ addgroup adduser apk apt apt-get apt-key cd chgrp chmod chown dpkg echo exit export false find getent groupadd id
   ldconfig ls mkdir pip pip3 printf python python3 rmdir sed set sleep sync test true unset update-ca-certificates
   useradd usermod uv which whoami`.split(/\s+/),
);

const isHarmless = (program: string): boolean =>
  harmless.has(program) || /^(python|pip)3?(\.\d+)?$/.test(program);

/** The commands of a step that may do something to one path or other. */
const consequential = oncePer(({ commands }: Step): readonly ShellCommand[] =>
  commands.filter(
    ({ program, redirects }) =>
      program === undefined ||
      !isHarmless(program) ||
      redirects.some(({ operator }) => operator.includes('>')),
  ),
);

/** What a RUN does to a path: nothing, remove it, or something that cannot be told. */
function effectOf(
  step: Step,
  commands: readonly ShellCommand[],
  path: string,
): 'none' | 'removes' | 'unknown' {
  let effect: 'none' | 'removes' | 'unknown' = 'none';
  for (const command of commands) {
    const own = commandEffect(step, command, path);
    if (own === 'unknown') return 'unknown';
    if (own === 'removes') effect = 'removes';
  }
  return effect;
}

function commandEffect(step: Step, command: ShellCommand, path: string): 'none' | 'removes' | 'unknown' {
  const folder = folderFor(step, command);
  const is = (word: string | undefined): boolean | undefined =>
    word === undefined || /[*?[]/.test(word) ? undefined : resolvePath(folder, word) === path;
  const writes = command.redirects.some(({ operator, target }) => {
    if (!operator.includes('>') || target?.value === undefined)
      return operator.includes('>') && target !== undefined;
    return !/^(\d+|-|\/dev\/\w+)$/.test(target.value) && is(target.value) !== false;
  });
  if (writes) return 'unknown';
  if (command.program === undefined) return command.words.length === 0 ? 'none' : 'unknown';
  if (command.program === 'rm' || command.program === 'touch') {
    const named = command.args.filter(({ value }) => value?.startsWith('-') !== true);
    const hit = named.some(({ value }) => {
      const target = value === undefined ? undefined : resolvePath(folder, value.replace(/\/?\*+$/, ''));
      return target !== undefined && target !== '/' && below(target, path) !== undefined;
    });
    return !hit ? 'none' : command.program === 'rm' && command.within.length === 0 ? 'removes' : 'unknown';
  }
  return isHarmless(command.program) ? 'none' : 'unknown';
}
