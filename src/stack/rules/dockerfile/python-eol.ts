import { basesOf } from '../../facts/bases.ts';
import { hasEnded, pythonReleases } from '../../knowledge/releases.ts';
import type { Rule } from '../rule.ts';
import { retag } from './retag.ts';

/** A base image with a Python that gets no more security fixes. */
export const pythonEol: Rule = {
  id: 'dockerfile/python-eol',
  severity: 'warning',
  yieldsTo: ['dockerfile/debian-eol'],
  reads: ['dockerfile'],
  *check({ images }) {
    for (const base of images.flatMap(basesOf)) {
      const python = base.known?.python;
      if (python === undefined || hasEnded(pythonReleases, python) !== true) continue;
      const release = pythonReleases.releases.find(({ version }) => version === python);
      yield {
        message: `Python ${python} has had no security fixes since ${release?.ends ?? 'its end'}, and \`${base.image.value ?? ''}\` is not built any more.`,
        at: base.image.span,
        related: base.stages
          .slice(1)
          .map(({ stage }) => ({ value: 'stands on it too', span: stage.from.image.span })),
        fixes: retag(base),
      };
    }
  },
};
