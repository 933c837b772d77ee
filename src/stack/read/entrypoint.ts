import type { Located, Span, StackFile } from '../stack.ts';
import { commandsOf, readShell, type ShellCommand, type ShellScript } from './shell.ts';
import { trace } from './traced.ts';

/** What a script that starts a container says. */
export interface Script {
  path: string;
  /** The first line, if it begins with `#!`: the interpreter and its one argument, as the kernel reads them. */
  shebang: Located<{ interpreter: string; argument: string | undefined }> | undefined;
  /** A byte order mark, which hides the `#!` behind it from the kernel. */
  bom: Span | undefined;
  /** The first `\r` before a line end. */
  carriageReturn: Span | undefined;
  shell: ShellScript;
  commands: readonly ShellCommand[];
  /** Options that `set` or the `#!` line switch on at the top of the script: `e`, `u`, `x`, `pipefail`. */
  options: ReadonlySet<string>;
  /** Where the script hands over to its arguments: `exec "$@"`, or `"$@"` without `exec`. */
  handsOver: { command: ShellCommand; exec: boolean; quoted: boolean } | undefined;
}

/** Reads a shell script; takes any text. */
export function readScript({ path, text }: Pick<StackFile, 'path' | 'text'>): Script {
  const shell = readShell(path, trace(text, 0, text.length));
  const commands = commandsOf(shell, () => undefined);
  const shebang = /^#![ \t]*([^\s]+)[ \t]*([^\r\n]*?)[ \t]*\r?(?=\n|$)/.exec(text);
  const carriageReturn = /\r(?=\n)/.exec(text);
  return {
    path,
    shebang:
      shebang === null
        ? undefined
        : {
            value: { interpreter: shebang[1] ?? '', argument: shebang[2] === '' ? undefined : shebang[2] },
            span: { path, from: 0, to: shebang[0].replace(/\r$/, '').length },
          },
    bom: text.startsWith('\uFEFF') ? { path, from: 0, to: 1 } : undefined,
    carriageReturn:
      carriageReturn === null
        ? undefined
        : { path, from: carriageReturn.index, to: carriageReturn.index + 1 },
    shell,
    commands,
    options: optionsOf(shebang?.[2] ?? '', commands),
    handsOver: handOver(commands),
  };
}

function optionsOf(argument: string, commands: readonly ShellCommand[]): ReadonlySet<string> {
  const options = new Set<string>();
  const take = (words: readonly (string | undefined)[]): void => {
    words.forEach((word, index) => {
      if (word === undefined || !/^-[a-zA-Z]+$/.test(word)) return;
      for (const letter of word.slice(1)) {
        const named = letter === 'o' ? words[index + 1] : undefined;
        options.add(named === 'errexit' ? 'e' : named === 'nounset' ? 'u' : (named ?? letter));
      }
    });
  };
  take(argument.split(/\s+/));
  for (const { program, args, within } of commands)
    if (program === 'set' && within.length === 0) take(args.map(({ value }) => value));
  return options;
}

function handOver(commands: readonly ShellCommand[]): Script['handsOver'] {
  const command = commands.findLast(
    ({ words, within }) =>
      !within.includes('substitution') &&
      words.some(({ written }) => /^("?)\$(@|\*|\{@\}|\{\*\})\1$/.test(written)),
  );
  if (command === undefined) return undefined;
  return {
    command,
    exec: command.words[0]?.value === 'exec',
    quoted: command.words.some(({ written }) => written === '"$@"' || written === '"${@}"'),
  };
}
