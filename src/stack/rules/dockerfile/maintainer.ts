import { spanOf } from '../../read/traced.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** MAINTAINER, which a label has replaced. */
export const maintainer: Rule = {
  id: 'dockerfile/maintainer',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { path, dockerfile } of images)
      for (const instruction of dockerfile.instructions) {
        if (instruction.kind !== 'other' || instruction.keyword.value !== 'MAINTAINER') continue;
        const { args, keyword } = instruction;
        const { from } = keyword.span;
        const { to } = spanOf(path, args);
        yield {
          message:
            '`MAINTAINER` has been deprecated since 2017. A label says the same, and has room for more.',
          at: keyword.span,
          fixes: /["\\$\n]/.test(args.text)
            ? []
            : [
                {
                  title: 'Write a label',
                  changes: [
                    replace({ path, from, to }, `LABEL org.opencontainers.image.authors="${args.text}"`),
                  ],
                },
              ],
        };
      }
  },
};
