import { isRoot } from '../../facts/as-root.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** sudo in a step that root carries out. */
export const sudo: Rule = {
  id: 'dockerfile/sudo',
  severity: 'hint',
  yieldsTo: ['across/tool-not-installed'],
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const step of stage.steps) {
        if (!isRoot(stage, step)) continue;
        const words = step.commands.flatMap(({ words: [first, second] }) =>
          // With options it may be another user's turn.
          first?.value === 'sudo' && second?.value?.startsWith('-') === false && !second.written.includes('=')
            ? [{ at: { ...first.span, to: second.span.from }, word: first.span }]
            : [],
        );
        const [first] = words;
        if (first === undefined) continue;
        yield {
          message: "This step is root's already: `sudo` adds nothing here but a package in the image.",
          at: first.word,
          fixes: [{ title: 'Leave out sudo', changes: words.map(({ at }) => replace(at, '')) }],
        };
      }
  },
};
