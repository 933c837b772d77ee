import { execForm, plainWords } from '../../facts/plain-command.ts';
import { startingStages, startScript } from '../../facts/start.ts';
import { replace } from '../fix.ts';
import { looksLikeList } from './list-form.ts';
import type { Rule } from '../rule.ts';

/** An ENTRYPOINT for the shell, which never sees the words of CMD. */
export const shellFormEntrypoint: Rule = {
  id: 'dockerfile/shell-form-entrypoint',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const [image, stage] of facts.images.flatMap((each) =>
      startingStages(each).map((of) => [each, of] as const),
    )) {
      const { entrypoint, cmd } = stage;
      if (entrypoint?.command.form !== 'shell' || looksLikeList(entrypoint.command)) continue;
      const { text } = entrypoint.command.text;
      // `sh -c 'exec server "$0" "$@"' word word`: the words do reach it.
      if (/\$\{?[@*0-9]/.test(text)) continue;
      const script = startScript(facts, image, entrypoint, stage);
      const waitsForWords = script?.handsOver !== undefined;
      if (script === undefined ? cmd === undefined : !waitsForWords) continue;
      const words = plainWords(entrypoint);
      const given = cmd === undefined ? 'What the container is given to start' : `\`CMD\``;
      yield {
        message: waitsForWords
          ? `The container ends at once, with exit code 0: ${given} never reaches \`${text}\`, because an \`ENTRYPOINT\` without brackets is text for a shell, and the words behind it are lost.`
          : `${given} is lost: an \`ENTRYPOINT\` without brackets is text for a shell, and \`${text}\` starts without the words behind it.`,
        at: entrypoint.span,
        related: [
          ...(cmd === undefined ? [] : [{ value: 'never reaches the entrypoint', span: cmd.span }]),
          ...(script?.handsOver === undefined
            ? []
            : [{ value: 'becomes what it is given', span: script.handsOver.command.span }]),
        ],
        fixes:
          words === undefined
            ? []
            : [
                {
                  title: 'Write it in brackets',
                  changes: [replace(entrypoint.command.span, execForm(words))],
                },
              ],
      };
    }
  },
};
