import { packagesFrom, pipInstalls } from '../../facts/pip.ts';
import { comesCompiled } from '../../facts/pip-build.ts';
import { compareVersions, satisfies } from '../../facts/version.ts';
import { askForRange, rangeOf, type Package } from '../requirement-fix.ts';
import type { Rule } from '../rule.ts';

/**
 * The first release of psycopg2 that compiles on Python 3.13: 2.9.9 and those before do not. Run on Debian 13 with
 * Python 3.13.5, 2026-11-23; PyPI has compiled forms for 3.13 from 2.9.10 on.
 */
const firstFor313 = '2.9.10';

/** A release of psycopg2 that is too old for the image's Python. */
export const psycopg2Python: Rule = {
  id: 'across/psycopg2-python',
  severity: 'error',
  reads: ['requirements'],
  *check({ images, requirements }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const python = stage.image?.python;
          if (python === undefined || compareVersions(python, '3.13') < 0 || comesCompiled(install)) continue;
          const { asked } = packagesFrom(image, stage, install, requirements);
          for (const name of ['psycopg2', 'psycopg2-binary']) {
            const psycopg = asked.get(name)?.package;
            if (psycopg === undefined || !isTooOld(psycopg)) continue;
            yield {
              message: `The build stops here: no release of psycopg2 before ${firstFor313} can be compiled for Python ${python}, and \`${rangeOf(psycopg)}\` allows no newer one.`,
              at: psycopg.written.span,
              related: [{ value: `Python ${python}`, span: stage.imageName.span }],
              fixes: askForRange(psycopg, `>=${firstFor313},<3`, `Allow ${firstFor313} and its successors`),
            };
          }
        }
  },
};

/** Older releases are allowed, and none that is new enough. */
function isTooOld({ specifiers, marker, url }: Package): boolean {
  if (marker !== undefined || url !== undefined) return false;
  const newer = Array.from({ length: 30 }, (_, patch) => `2.9.${patch + 10}`);
  return [...newer, '2.10', '3.0', '99.0'].every((version) => satisfies(version, specifiers) === false);
}
