import type { Step } from '../../facts/image.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Stack } from '../../stack.ts';
import { deleteLines, replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

const manual = '/usr/share/man';

/** Directories for manual pages, made by hand for a fault of Debian's that has been mended. */
export const manDirsHack: Rule = {
  id: 'dockerfile/man-dirs-hack',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      if (stage.image?.release !== 'trixie') continue;
      const mentions = stage.steps.filter((step) => textOf(step, stack).includes(manual));
      for (const step of mentions) {
        const at = step.commands.findIndex(makesFolders);
        const command = step.commands[at];
        // Where something else is put there, the folders are needed.
        if (command === undefined || mentions.length > 1 || others(step, command).length > 0) continue;
        const first = command.joined === '|' ? at - 1 : at;
        yield {
          message: `This step does nothing for you: Debian trixie makes the folders below \`${manual}\` itself. It was needed on the releases of 2017 and 2019.`,
          at: { ...command.span, from: step.commands[first]?.span.from ?? command.span.from },
          fixes: remove(step, first, at, stack),
        };
      }
    }
  },
};

const textOf = ({ instruction: { span } }: Step, stack: Stack): string =>
  stack.get(span.path)?.text.slice(span.from, span.to) ?? '';

const inManual = (command: ShellCommand): boolean =>
  command.words.some(({ written }) => written.includes(manual));

const makesFolders = (command: ShellCommand): boolean =>
  inManual(command) &&
  (command.program === 'mkdir' ||
    (command.program === 'xargs' && command.args.some(({ value }) => value === 'mkdir')));

const others = ({ commands }: Step, command: ShellCommand): ShellCommand[] =>
  commands.filter((other) => other !== command && inManual(other));

/** Takes out a pipeline of commands, from the first to the last, with what joins it to its neighbours. */
function remove({ commands, instruction }: Step, first: number, last: number, stack: Stack): Fix[] {
  const [begin, end] = [commands[first], commands[last]];
  if (begin === undefined || end === undefined || end.within.length > 0 || begin.within.length > 0) return [];
  const next = commands[last + 1];
  const previous = commands[first - 1];
  const span = { ...begin.span, to: end.span.to };
  const change =
    next !== undefined && (next.joined === '&&' || next.joined === ';')
      ? replace({ ...span, to: next.span.from }, '')
      : next === undefined && previous !== undefined
        ? replace({ ...span, from: previous.span.to }, '')
        : next === undefined
          ? deleteLines(stack, instruction.span)
          : undefined;
  return change === undefined ? [] : [{ title: 'Delete the step', changes: [change] }];
}
