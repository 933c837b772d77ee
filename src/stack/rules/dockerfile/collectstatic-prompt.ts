import { manageCommand } from '../../facts/django.ts';
import { insertAfter } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** collectstatic that would ask before it overwrites files, in a build where nobody answers. */
export const collectstaticPrompt: Rule = {
  id: 'dockerfile/collectstatic-prompt',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const step of images.flatMap(({ stages }) => stages).flatMap(({ steps }) => steps))
      for (const command of step.commands) {
        const call = manageCommand(command);
        const word = command.args.find(({ value }) => value === 'collectstatic');
        if (call?.name !== 'collectstatic' || word === undefined) continue;
        const answered =
          command.joined === '|' || command.redirects.some(({ operator }) => operator.includes('<'));
        const told = call.args.some(
          ({ value }) => value === undefined || /^--no-?i|^-n$|^--dry-run$|^-h$|^--help$/.test(value),
        );
        if (answered || told) continue;
        yield {
          message:
            'The build stops here on the day when there are static files in the target already: `collectstatic` then asks whether it may overwrite them, and nobody is there to answer.',
          at: word.span,
          fixes: [{ title: 'Add --noinput', changes: [insertAfter(word.span, ' --noinput')] }],
        };
      }
  },
};
