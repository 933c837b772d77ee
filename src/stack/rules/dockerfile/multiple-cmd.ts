import { deleteLines } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A CMD, ENTRYPOINT or HEALTHCHECK that a later one of the same stage replaces. */
export const multipleCmd: Rule = {
  id: 'dockerfile/multiple-cmd',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    for (const stage of images.flatMap(({ stages }) => stages))
      for (const kind of ['cmd', 'entrypoint', 'healthcheck'] as const) {
        const all = stage.stage.instructions.filter((instruction) => instruction.kind === kind);
        const last = all.at(-1);
        if (last === undefined) continue;
        for (const { keyword, span } of all.slice(0, -1))
          yield {
            message: `This \`${keyword.value}\` has no effect: a stage has one, and the last one counts.`,
            at: span,
            related: [{ value: 'takes its place', span: last.span }],
            fixes: [{ title: `Delete this ${keyword.value}`, changes: [deleteLines(stack, span)] }],
          };
      }
  },
};
