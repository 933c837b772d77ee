import { aptCalls, type AptCall } from '../../facts/apt.ts';
import { folderFor, type StageFacts, type Step } from '../../facts/image.ts';
import { below, resolvePath } from '../../facts/paths.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Stack } from '../../stack.ts';
import { insertAfter } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

const lists = '/var/lib/apt/lists';

/** The lists that apt-get update fetches, in a layer of the image. */
export const aptListsKept: Rule = {
  id: 'dockerfile/apt-lists-kept',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const { final, stages, dockerfile } of images)
      for (const [index, step] of final.lineage.entries()) {
        const update = aptCalls(step).find(({ action }) => action === 'update');
        if (update === undefined || hasListMount(step) || isEmptiedAfter(update)) continue;
        const late = final.lineage.slice(index + 1).flatMap(removalsIn)[0];
        yield {
          message:
            late === undefined
              ? "The image carries apt's lists of packages, tens of megabytes that nothing needs at run time."
              : "The image carries apt's lists of packages: a later `RUN` hides them, and the layer of this one keeps them.",
          at: update.command.span,
          related: late === undefined ? [] : [{ value: 'removes them too late', span: late.span }],
          fixes: stages.some(leansOn(step)) ? [] : removeThem(stack, step, dockerfile.escape),
        };
      }
  },
};

const hasListMount = ({ instruction }: Step): boolean =>
  instruction.kind === 'run' &&
  instruction.mounts.some(({ options }) => options.get('target')?.startsWith('/var/lib/apt') !== false);

function isEmptiedAfter({ step, command }: AptCall): boolean {
  const behind = step.commands.slice(step.commands.indexOf(command) + 1);
  return removalsIn(step).some((removal) => behind.includes(removal)) || behind.some(mayRemove);
}

/** The commands of a step that take the lists away. */
const removalsIn = (step: Step): ShellCommand[] =>
  step.commands.filter((command) => {
    const { program, args } = command;
    if (program === 'apt-get' || program === 'apt')
      return args.some(({ value }) => value === 'dist-clean' || value === 'distclean');
    if (program !== 'rm' && program !== 'find') return false;
    return args.some(({ value }) => {
      const path = value === undefined ? undefined : resolvePath(folderFor(step, command), value);
      return path !== undefined && (below(lists, path) !== undefined || below(path, lists) !== undefined);
    });
  });

/** A script that may do anything, or an `rm` of what cannot be told. */
const mayRemove = ({ program, args }: ShellCommand): boolean =>
  program === undefined ||
  /\.sh$|^(sh|bash|make)$/.test(program) ||
  (program === 'rm' && args.some(({ value }) => value === undefined));

/** Another step installs from the lists that this one has fetched. */
const leansOn =
  (step: Step) =>
  ({ steps }: StageFacts): boolean =>
    steps.some((other) => {
      const [first] = aptCalls(other);
      return other !== step && first !== undefined && first.action !== 'update';
    });

/** In the same step, on a line of its own where the step has several. */
function removeThem(stack: Stack, { instruction }: Step, escape: string): Fix[] {
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell' || instruction.heredocs.length > 0)
    return [];
  const { span } = instruction;
  const text = (stack.get(span.path)?.text.slice(span.from, span.to) ?? '').trimEnd();
  const [, newline, indent] = /(\r?\n)([ \t]*)[^\n]*$/.exec(text) ?? [];
  const glue = newline === undefined ? ' ' : ` ${escape}${newline}${indent ?? ''}`;
  const end = { ...span, to: span.from + text.length };
  return [
    {
      title: 'Remove the lists in the same step',
      changes: [insertAfter(end, `${glue}&& rm -rf ${lists}/*`)],
    },
  ];
}
