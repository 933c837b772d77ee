import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { settingIn, stringsIn } from '../../facts/settings.ts';
import { settingsFileOf, settingsInUse } from '../../facts/settings-in-use.ts';
import type { Located } from '../../stack.ts';
import { addRequirement, requirementsRead } from '../requirement-fix.ts';
import type { Rule } from '../rule.ts';
import { lacksModule } from './missing-module.ts';

/** Settings that name parts of WhiteNoise, in an image without it. */
export const whitenoiseMissing: Rule = {
  id: 'across/whitenoise-missing',
  severity: 'error',
  reads: ['settings', 'python'],
  *check(facts) {
    for (const image of facts.images) {
      if (!lacksModule(facts, image, 'whitenoise')) continue;
      const [place] = mentions(facts, image);
      if (place === undefined) continue;
      const [path = 'requirements.txt'] = requirementsRead(image);
      yield {
        message: `Django stops where it first needs \`${place.value}\`: WhiteNoise is not in the image, since \`${path}\` does not ask for it.`,
        at: place.span,
        related: [{ value: 'what pip installs', span: { path, from: 0, to: 0 } }],
        fixes: addRequirement(facts, image, 'whitenoise'),
      };
    }
  },
};

/** Where the settings in force need it, in the order of the file. */
function mentions(facts: Facts, image: ImageFacts): Located<string>[] {
  const path = settingsFileOf(facts, image);
  const named =
    path === undefined
      ? []
      : ['MIDDLEWARE', 'INSTALLED_APPS', 'STORAGES'].flatMap((name) => {
          const setting = settingIn(facts, path, name);
          return setting.state === 'set' ? stringsIn(setting.assignment.value) : [];
        });
  const imported = settingsInUse(facts, image).flatMap(({ imports }) =>
    imports.filter(({ conditional }) => !conditional).map(({ module }) => module),
  );
  return [...named, ...imported]
    .filter(({ value }) => /^whitenoise(\.|$)/.test(value))
    .sort((a, b) => a.span.from - b.span.from);
}
