import { packagesFrom, pipInstalls } from '../../facts/pip.ts';
import { comesCompiled, systemPackagesFor } from '../../facts/pip-build.ts';
import { bringsCompiler } from '../../knowledge/packages.ts';
import { bringsLibpqHeaders, isCompiled } from '../../knowledge/psycopg.ts';
import type { Rule } from '../rule.ts';
import { binaryForm } from './psycopg-binary-fix.ts';

/** psycopg in the form that pip compiles, where the headers of libpq or a compiler are missing. */
export const psycopg2NoLibpq: Rule = {
  id: 'across/psycopg2-no-libpq',
  severity: 'error',
  yieldsTo: ['across/psycopg2-python'],
  reads: ['requirements'],
  *check({ images, requirements, stack }) {
    for (const image of images)
      for (const stage of image.stages)
        for (const install of stage.steps.flatMap(pipInstalls)) {
          const there = systemPackagesFor(stage, install);
          if (there === undefined || comesCompiled(install)) continue;
          const missing = [
            ...(there.some(bringsLibpqHeaders) ? [] : ['`pg_config` and the headers of libpq']),
            ...(there.some(bringsCompiler) ? [] : ['a compiler']),
          ];
          const { asked } = packagesFrom(image, stage, install, requirements);
          const psycopg = [...asked.values()].flatMap((each) => each.package ?? []).find(isCompiled);
          if (missing.length === 0 || psycopg === undefined) continue;
          yield {
            message: `The build stops here: pip has to compile \`${psycopg.written.value}\` without ${missing.join(' and ')} in this stage.`,
            at: psycopg.written.span,
            related: [{ value: 'pip runs here', span: install.command.span }],
            fixes: binaryForm(stack, psycopg),
          };
        }
  },
};
