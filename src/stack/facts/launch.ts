import type { Script } from '../read/entrypoint.ts';
import { unwrapped } from '../read/wrappers.ts';
import type { Value } from '../read/traced.ts';
import type { StackFile } from '../stack.ts';
import { findFile } from './files.ts';
import { commandsIn, type ImageFacts } from './image.ts';
import { oncePerPair } from './once.ts';
import { placesFor } from './start.ts';

/** A script of the project that a container starts with. */
export interface LaunchScript {
  /** The word of ENTRYPOINT or CMD that names it. */
  word: Value;
  /** Where it is in the image, absolute. */
  path: string;
  file: StackFile;
  script: Script;
  openedBy: Opener;
}

/**
 * Who opens a script: the kernel, by its `#!` and its executable bit; a shell that asks the kernel to (shell form), and
 * reads it itself when it has no `#!`; or a shell that is given its name, for which neither counts.
 */
type Opener = 'kernel' | 'shell-form' | 'shell';

/** What a container runs, as far as its image tells: program and arguments, wrappers such as `tini` left out. */
export interface Launch {
  program: Value;
  args: readonly Value[];
  openedBy: Opener;
  /** `tini`, `env` or their like stands in front of it. */
  wrapped: boolean;
  script: LaunchScript | undefined;
  /** What runs in the end: behind a script, what it hands over to, or its own last command. `undefined` when unknown. */
  server: { program: Value; args: readonly Value[] } | undefined;
}

const shells = /^(ba|da|a)?sh$/;

/** Follows ENTRYPOINT and CMD of the final stage to what they run; `undefined` when that cannot be known. */
export const launchOf = oncePerPair(
  (image: ImageFacts, scripts: ReadonlyMap<string, Script>): Launch | undefined => {
    const words = argumentVector(image) ?? [];
    const { program, args } = unwrapped(words);
    const name = program && programName(program);
    if (program === undefined || name === undefined) return undefined;
    const byShell = shells.test(name);
    const form = (image.final.entrypoint ?? image.final.cmd)?.command.form;
    const openedBy = byShell ? 'shell' : form === 'shell' ? 'shell-form' : 'kernel';
    const common = { program, args, openedBy, wrapped: program !== words[0] } as const;
    const word = byShell ? args.find(({ value }) => value?.startsWith('-') !== true) : program;
    const inline = byShell && args.some(({ value }) => /^-\w*c/.test(value ?? ''));
    const script = word === undefined || inline ? undefined : scriptAt(image, scripts, word, openedBy);
    if (word === undefined || script === undefined)
      return { ...common, script: undefined, server: byShell ? undefined : { program, args } };
    return { ...common, script, server: serverBehind(script.script, args.slice(args.indexOf(word) + 1)) };
  },
);

function argumentVector(image: ImageFacts): readonly Value[] | undefined {
  const { entrypoint, cmd } = image.final;
  const wordsOf = (instruction: typeof cmd): readonly Value[] | undefined => {
    if (instruction === undefined) return [];
    const commands = commandsIn(instruction);
    const [only] = commands;
    return commands.length === 1 && only?.within.length === 0 ? only.words : undefined;
  };
  const first = wordsOf(entrypoint);
  if (first === undefined || entrypoint?.command.form === 'shell') return first;
  const second = wordsOf(cmd);
  return second && [...first, ...second];
}

function scriptAt(
  image: ImageFacts,
  scripts: ReadonlyMap<string, Script>,
  word: Value,
  openedBy: Opener,
): LaunchScript | undefined {
  const name = word.value ?? '';
  // A shell that is given a name looks in its own folder, never in PATH.
  for (const path of placesFor(
    image.final,
    openedBy === 'shell' && !name.includes('/') ? `./${name}` : name,
  )) {
    const found = findFile(image, image.final, path);
    const file = found.state === 'present' ? found.file : undefined;
    const script = file && scripts.get(file.path);
    if (file !== undefined && script !== undefined) return { word, path, file, script, openedBy };
  }
  return undefined;
}

function serverBehind(script: Script, args: readonly Value[]): Launch['server'] {
  const resets = script.commands.some(
    ({ program, args: words }) => program === 'shift' || (program === 'set' && words[0]?.value === '--'),
  );
  const { handsOver } = script;
  if (handsOver !== undefined) {
    // `exec "$@"` with nothing else in front of it: the arguments are the command.
    const plain = handsOver.command.words.length === (handsOver.exec ? 2 : 1);
    const { program, args: rest } = unwrapped(args);
    return plain && !resets && program !== undefined ? { program, args: rest } : undefined;
  }
  const last = script.commands.at(-1);
  return last?.within.length === 0 && last.programWord !== undefined
    ? { program: last.programWord, args: last.args }
    : undefined;
}

/** The name of a program, without its folder. */
export const programName = ({ value }: Value): string | undefined => value?.split('/').at(-1);
