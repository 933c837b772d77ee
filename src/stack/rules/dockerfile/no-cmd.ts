import { composeMentions } from '../../facts/compose-text.ts';
import { startBlock, startScript } from '../../facts/start.ts';
import { uwsgiOptions } from '../../facts/uwsgi.ts';
import type { Script } from '../../read/entrypoint.ts';
import { insertAfter } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** An entrypoint that becomes what it is given, and is given nothing. */
export const noCmd: Rule = {
  id: 'dockerfile/no-cmd',
  severity: 'error',
  yieldsTo: ['dockerfile/shell-form-entrypoint'],
  reads: ['dockerfile'],
  *check(facts) {
    if (composeMentions(facts.stack, 'command')) return;
    for (const image of facts.images) {
      const { entrypoint, cmd, image: base, stage } = image.final;
      if (entrypoint?.command.form !== 'exec' || cmd !== undefined || base === undefined) continue;
      if (entrypoint.command.words.length > 1) continue;
      const script = startScript(facts, image, entrypoint);
      if (script?.handsOver === undefined || !needsWords(script)) continue;
      const server = uwsgiOptions(stage.scope).length > 0 ? 'CMD ["uwsgi"]' : undefined;
      const end = (facts.stack.get(image.path)?.text ?? '').includes('\r\n') ? '\r\n' : '\n';
      yield {
        message: `The container ends at once, with exit code 0: \`${entrypoint.command.words[0]?.value ?? ''}\` becomes the command that it is given, and no \`CMD\` gives it one.`,
        at: entrypoint.span,
        related: [{ value: 'becomes what it is given', span: script.handsOver.command.span }],
        fixes:
          server === undefined || startBlock(image.final) === undefined
            ? []
            : [{ title: 'Start uWSGI', changes: [insertAfter(entrypoint.span, `${end}${server}`)] }],
      };
    }
  },
};

/** The script does nothing but hand over, and knows no default for what to start. */
function needsWords({ handsOver, shell }: Script): boolean {
  const isBare = handsOver?.command.words.length === (handsOver?.exec === true ? 2 : 1);
  const looksAtWords = /\$\{?[1#]|\bset\s+--|\bshift\b/.test(shell.text.text);
  return isBare && handsOver?.command.within.length === 0 && !looksAtWords;
}
