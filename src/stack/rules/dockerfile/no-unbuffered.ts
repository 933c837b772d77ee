import { startBlock } from '../../facts/start.ts';
import { insertLinesBefore } from '../fix.ts';
import type { Rule } from '../rule.ts';

const variable = 'PYTHONUNBUFFERED';

/** Python that keeps what it prints in a buffer, in a container whose output is its log. */
export const noUnbuffered: Rule = {
  id: 'dockerfile/no-unbuffered',
  severity: 'hint',
  reads: ['dockerfile'],
  *check({ images, stack }) {
    // The Compose file, an .env file or the entrypoint may set it.
    const elsewhere = [...stack.values()].some(
      ({ kind, text }) => kind !== 'dockerfile' && text.includes(variable),
    );
    if (elsewhere) return;
    for (const { final } of images) {
      const start = final.cmd ?? final.entrypoint;
      const { variables, complete } = final.stage.scope;
      const value = variables.has(variable) ? variables.get(variable)?.value : '';
      if (start === undefined || final.image?.python === undefined || !complete || value !== '') continue;
      const text = stack.get(start.span.path)?.text.slice(start.span.from, start.span.to) ?? '';
      if (/\bpython[\d.]*["',\s]+-\w*u/.test(text)) continue;
      const block = startBlock(final);
      yield {
        message: `What Python prints stays in a buffer, and comes late to \`docker logs\` or never: \`${variable}\` is not set.`,
        at: start.span,
        fixes:
          block === undefined
            ? []
            : [
                {
                  title: `Set ${variable}`,
                  changes: [insertLinesBefore(stack, block.instruction.span, [`ENV ${variable}=1`])],
                },
              ],
      };
    }
  },
};
