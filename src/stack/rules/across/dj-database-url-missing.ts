import { settingsInUse } from '../../facts/settings-in-use.ts';
import { addRequirement, requirementsRead } from '../requirement-fix.ts';
import type { Rule } from '../rule.ts';
import { lacksModule } from './missing-module.ts';

/** Settings that import dj_database_url, in an image without it. */
export const djDatabaseUrlMissing: Rule = {
  id: 'across/dj-database-url-missing',
  severity: 'error',
  reads: ['settings', 'python'],
  *check(facts) {
    for (const image of facts.images) {
      if (!lacksModule(facts, image, 'dj_database_url')) continue;
      for (const { imports } of settingsInUse(facts, image)) {
        const imported = imports.find(
          ({ module, conditional }) => !conditional && /^dj_database_url(\.|$)/.test(module.value),
        );
        if (imported === undefined) continue;
        const [path = 'requirements.txt'] = requirementsRead(image);
        yield {
          message: `Django cannot read these settings in the image: they import \`dj_database_url\`, and \`${path}\` does not ask for \`dj-database-url\`.`,
          at: imported.module.span,
          related: [{ value: 'what pip installs', span: { path, from: 0, to: 0 } }],
          fixes: addRequirement(facts, image, 'dj-database-url'),
        };
      }
    }
  },
};
