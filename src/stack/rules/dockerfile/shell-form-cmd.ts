import { commandsIn, type ImageFacts, type StageFacts } from '../../facts/image.ts';
import { execForm, plainWords } from '../../facts/plain-command.ts';
import { startingStages, startScript } from '../../facts/start.ts';
import type { Facts } from '../../facts/facts.ts';
import type { StartCommand } from '../../read/instruction.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';
import { looksLikeList } from './list-form.ts';

/** A server that is the child of a shell, and never hears of `docker stop`. */
export const shellFormCmd: Rule = {
  id: 'dockerfile/shell-form-cmd',
  severity: 'warning',
  yieldsTo: ['dockerfile/shell-form-entrypoint'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const [image, stage] of facts.images.flatMap((each) =>
      startingStages(each).map((of) => [each, of] as const),
    )) {
      const start = startedByShell(facts, image, stage);
      if (start?.command.form !== 'shell' || looksLikeList(start.command)) continue;
      const last = commandsIn(start).at(-1);
      if (last?.program !== undefined && endsAtOnce.test(last.program)) continue;
      // What follows an `exec` is what the shell has become; a loop or a function is a program of its own.
      if (last === undefined || last.within.length > 0 || last.words[0]?.value === 'exec') continue;
      yield {
        message: `\`docker stop\` takes ten seconds and ends in a kill: \`${last.program ?? start.command.text.text}\` is the child of a shell, which keeps the signal to itself. Without brackets, \`${start.keyword.value}\` is text for a shell.`,
        at: start.span,
        fixes: mend(start),
      };
    }
  },
};

/** Programs that nobody has to stop, or that a person stops. */
const endsAtOnce = /^(echo|printf|true|false|cat|ls|env|printenv|date|id|pwd|test|\[|(ba|da|a|z)?sh)$/;

/** The instruction whose shell is the first process to the end; `undefined` when there is none, or it cannot be told. */
function startedByShell(facts: Facts, image: ImageFacts, stage: StageFacts): StartCommand | undefined {
  const { entrypoint, cmd, lineage, imageName } = stage;
  // Another shell, or that of Alpine, may become its last command by itself.
  if (lineage.some(({ instruction }) => instruction.kind === 'shell')) return undefined;
  if (/alpine/.test(imageName.value ?? 'alpine')) return undefined;
  if (entrypoint === undefined) return cmd;
  if (entrypoint.command.form === 'shell') return entrypoint;
  const [program] = commandsIn(entrypoint);
  if (program?.programWord !== undefined && program.programWord !== program.words[0]) return undefined;
  return startScript(facts, image, entrypoint, stage)?.handsOver?.exec === true ? cmd : undefined;
}

function mend(start: StartCommand): Fix[] {
  const words = plainWords(start);
  if (words !== undefined && words.length > 0)
    return [{ title: 'Write it in brackets', changes: [replace(start.command.span, execForm(words))] }];
  const last = commandsIn(start).at(-1);
  const first = last?.words[0];
  if (first === undefined || last?.joined === '|' || last?.joined === '||') return [];
  return [
    {
      title: 'Let the shell become the server',
      changes: [replace({ ...first.span, to: first.span.from }, 'exec ')],
    },
  ];
}
