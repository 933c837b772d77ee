import type { StageFacts, Step } from '../../facts/image.ts';
import type { ShellCommand } from '../../read/shell.ts';
import type { Finding, Fix, Rule } from '../rule.ts';
import { replace } from '../fix.ts';
import type { Stack } from '../../stack.ts';

/** A RUN that ends in a change of its own shell, which ends with it. */
export const runForgets: Rule = {
  id: 'dockerfile/run-forgets',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const step of stage.steps) {
        const finding = findingFor(stage, step, stack);
        if (finding !== undefined) yield finding;
      }
  },
};

function findingFor({ steps }: StageFacts, step: Step, stack: Stack): Finding | undefined {
  const { instruction, commands } = step;
  if (instruction.kind !== 'run') return undefined;
  const last = commands.at(-1);
  const what = last && forgotten(last);
  // Nothing below could have been meant to see it.
  const isLast = steps.at(-1) === step;
  if (last === undefined || what === undefined || isLast) return undefined;
  // `cd ui && npm ci && cd ..` goes back to where it began.
  if (last.program === 'cd' && commands.slice(0, -1).some(({ program }) => program === 'cd'))
    return undefined;
  return {
    message: `${what.effect} ends with this step: each \`RUN\` has a shell of its own, and the lines below know nothing of it.${what.instead === undefined ? '' : ` ${what.instead}`}`,
    at: last.span,
    fixes:
      commands.length === 1 && instruction.heredocs.length === 0 ? instructionFor(last, step, stack) : [],
  };
}

/** What a command changes in its shell alone; `undefined` for any that leaves something behind, or that may fail on purpose. */
function forgotten(command: ShellCommand): { effect: string; instead: string | undefined } | undefined {
  const { program, words, args, within, joined, redirects, assignments } = command;
  if (within.length > 0 || joined === '||' || joined === '|' || redirects.length > 0) return undefined;
  if (words[0]?.value !== program) return undefined;
  const [first] = args;
  if (program === 'cd' && args.length === 1)
    return {
      effect: `\`cd ${first?.written ?? ''}\``,
      instead: 'To change the folder for all that follows, use `WORKDIR`.',
    };
  if (program === 'export' && args.length > 0 && first?.value?.startsWith('-') !== true)
    return {
      effect: `\`export ${args.map(({ written }) => written).join(' ')}\``,
      instead: 'To set a variable for all that follows, use `ENV`.',
    };
  if ((program === 'source' || program === '.') && /(^|\/)activate$/.test(first?.value ?? ''))
    return {
      effect: 'The activated environment',
      instead: 'Put its folder in front instead: `ENV PATH=/the/environment/bin:$PATH`.',
    };
  if (program === 'alias' && args.length > 0) return { effect: 'The alias', instead: undefined };
  return program === undefined && words.length === 0 && assignments.length > 0
    ? {
        effect: `\`${assignments[0]?.name.value ?? ''}\``,
        instead: 'To set a variable for all that follows, use `ENV`.',
      }
    : undefined;
}

/** The instruction that does the same for all that follows. */
function instructionFor(
  { program, args, directory }: ShellCommand,
  { instruction: { span } }: Step,
  stack: Stack,
): Fix[] {
  const [only, ...more] = args;
  if (only?.value === undefined || more.length > 0 || only.written.includes('$') || directory !== '.')
    return [];
  const line =
    program === 'cd' && only.value.startsWith('/')
      ? `WORKDIR ${only.written}`
      : program === 'export' && /^\w+=\S*$/.test(only.written)
        ? `ENV ${only.written}`
        : undefined;
  if (line === undefined) return [];
  const text = stack.get(span.path)?.text.slice(span.from, span.to) ?? '';
  if (/\n/.test(text.trimEnd())) return [];
  return [
    { title: `Write ${line}`, changes: [replace({ ...span, to: span.from + text.trimEnd().length }, line)] },
  ];
}
