import { aptCalls } from '../../facts/apt.ts';
import { insertAfter } from '../fix.ts';
import type { Rule } from '../rule.ts';

const asks = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'purge',
  'remove',
  'autoremove',
  'build-dep',
]);

/** apt-get that waits for an answer, where nobody is to give one. */
export const aptNoYes: Rule = {
  id: 'dockerfile/apt-no-yes',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      const configured = stage.lineage.some(({ instruction: { span } }) =>
        /APT::Get::Assume-Yes|apt\.conf/i.test(stack.get(span.path)?.text.slice(span.from, span.to) ?? ''),
      );
      if (configured) continue;
      for (const { action, options, command } of stage.steps.flatMap(aptCalls)) {
        if (action === undefined || !asks.has(action) || command.joined === '|') continue;
        if (
          ['yes', 'force-yes', 'simulate', 'dry-run', 's', 'download-only', 'd'].some((option) =>
            options.has(option),
          )
        )
          continue;
        const word = command.args.find(({ value }) => value === action);
        if (word === undefined || command.args.some(({ value }) => value === undefined)) continue;
        yield {
          message:
            action === 'install'
              ? 'The build stops here as soon as apt needs anything more than the packages that you name: then it asks whether to go on, and nobody is there to answer. Add `-y`.'
              : `The build stops here as soon as \`apt-get ${action}\` finds something to do: then it asks whether to go on, and nobody is there to answer. Add \`-y\`.`,
          at: word.span,
          fixes: [{ title: 'Add -y', changes: [insertAfter(word.span, ' -y')] }],
        };
      }
    }
  },
};
