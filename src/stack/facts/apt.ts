import type { ShellCommand } from '../read/shell.ts';
import type { Value } from '../read/traced.ts';
import type { Located } from '../stack.ts';
import type { Step } from './image.ts';
import { oncePer } from './once.ts';

/** One call of apt-get or apt. */
export interface AptCall {
  step: Step;
  command: ShellCommand;
  /** `update`, `install`, `purge`, `remove`, ...; `undefined` when it cannot be known. */
  action: string | undefined;
  /** What is installed or removed, without versions and architectures. */
  packages: readonly Located<string>[];
  /** A word that cannot be known may stand for further packages. */
  complete: boolean;
  /** Options by their long name: `yes`, `no-install-recommends`, `auto-remove`, ... */
  options: ReadonlySet<string>;
}

const longNames: Readonly<Record<string, readonly string[]>> = {
  y: ['yes'],
  q: ['quiet'],
  qq: ['quiet', 'yes'],
  f: ['fix-broken'],
  'assume-yes': ['yes'],
};
const takeValues = new Set([
  '-o',
  '-c',
  '-t',
  '--option',
  '--config-file',
  '--target-release',
  '--default-release',
]);

/** The calls of apt in a step, in order. */
export const aptCalls = oncePer((step: Step): readonly AptCall[] =>
  step.commands.flatMap((command) => {
    if (command.program !== 'apt-get' && command.program !== 'apt') return [];
    const options = new Set<string>();
    const words: Value[] = [];
    command.args.forEach((word, index) => {
      const text = word.value;
      if (takeValues.has(command.args[index - 1]?.value ?? '')) return;
      if (text?.startsWith('-') === true && !takeValues.has(text))
        for (const name of optionNames(text)) options.add(name);
      else if (text === undefined || !takeValues.has(text)) words.push(word);
      if (text === '-o' && /^APT::Get::Assume-Yes=(true|1|yes)$/i.test(command.args[index + 1]?.value ?? ''))
        options.add('yes');
    });
    const [action, ...packages] = words;
    return [
      {
        step,
        command,
        action: action?.value,
        packages: packages.flatMap(({ value, span }) =>
          value === undefined ? [] : [{ value: packageName(value), span }],
        ),
        complete: packages.every(({ value }) => value !== undefined),
        options,
      },
    ];
  }),
);

function optionNames(word: string): readonly string[] {
  if (word.startsWith('--')) {
    const name = word.slice(2).split('=')[0] ?? '';
    return longNames[name] ?? [name];
  }
  const letters = word.slice(1);
  return longNames[letters] ?? [...letters].flatMap((letter) => longNames[letter] ?? [letter]);
}

/** `libpq5=17.2-1`, `gcc:amd64`, `vim/trixie`, `exim4-`: the name alone. */
const packageName = (word: string): string => word.replace(/[=/:].*$/, '').replace(/[+-]$/, '');

/** The system packages of a stage at some point of it. */
export interface Packages {
  /** Installed and not removed again, with the word that asks for each. */
  installed: ReadonlyMap<string, Located<string>>;
  /** Nothing else can have been installed by apt. */
  complete: boolean;
}

/** Packages that a `purge --auto-remove` of another takes along are not followed. */
export function packagesOf(steps: readonly Step[]): Packages {
  const installed = new Map<string, Located<string>>();
  let complete = true;
  for (const call of steps.flatMap(aptCalls)) {
    if (call.action === 'install') {
      for (const word of call.packages) installed.set(word.value, word);
      complete &&= call.complete;
    } else if (call.action === 'purge' || call.action === 'remove') {
      for (const { value } of call.packages) installed.delete(value);
      complete &&= call.complete;
    } else if (call.action === undefined || call.action === 'build-dep') complete = false;
  }
  return { installed, complete };
}
