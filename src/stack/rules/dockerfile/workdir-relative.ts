import { resolvePath } from '../../facts/paths.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A relative WORKDIR with none above it: it begins where the base image happens to be. */
export const workdirRelative: Rule = {
  id: 'dockerfile/workdir-relative',
  severity: 'warning',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const stage of images.flatMap(({ stages }) => stages)) {
      const step = stage.lineage.find(({ instruction }) => instruction.kind === 'workdir');
      // One of a stage below is told there.
      if (step?.instruction.kind !== 'workdir' || step.stage !== stage.stage.index) continue;
      const { value, written, span } = step.instruction.path;
      if (value === undefined || value === '' || /^\/|^[A-Za-z]:/.test(value)) continue;
      const path = resolvePath(step.workdir, value);
      yield {
        message: `\`${value}\` begins where the base image ends${path === undefined ? '' : `, today \`${path}\``}: with another base the same line means another folder.`,
        at: step.instruction.span,
        fixes:
          path === undefined || value !== written
            ? []
            : [{ title: `Write ${path}`, changes: [replace(span, path)] }],
      };
    }
  },
};
