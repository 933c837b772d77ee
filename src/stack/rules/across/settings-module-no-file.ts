import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { settingsPlaces } from '../../facts/settings-in-use.ts';
import { hasModule, hasPackage, settingsModules } from '../../facts/settings-names.ts';
import { replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** A settings module that has no file in the project. */
export const settingsModuleNoFile: Rule = {
  id: 'across/settings-module-no-file',
  severity: 'error',
  yieldsTo: ['settings/module-as-path'],
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      if (image.context?.complete !== true || isNamedElsewhere(facts)) continue;
      const known = settingsModules(facts.stack, image.context);
      for (const { value, span } of settingsPlaces(facts, image)) {
        if (!/^\w+(\.\w+)*$/.test(value) || value.endsWith('.py') || hasModule(facts.stack, value)) continue;
        if (mayBeMade(value, image, facts)) continue;
        const right = nearest(value, known);
        if (!isOfTheProject(facts, image, value, right)) continue;
        yield {
          message: `Django finds no settings \`${value}\`, and nothing of it starts: there is no such module in the project.`,
          at: span,
          fixes: right === undefined ? [] : [{ title: `Use ${right}`, changes: [replace(span, right)] }],
        };
      }
    }
  },
};

/** The package is the project's, or a typing error away from it; any other may be installed. */
const isOfTheProject = (
  { stack }: Facts,
  image: ImageFacts,
  module: string,
  right: string | undefined,
): boolean =>
  image.context !== undefined && (hasPackage(stack, module.split('.')[0] ?? '') || right !== undefined);

/** A step names the file, and may copy or write it: `cp docker/config.py settings/config.py`. */
const mayBeMade = (module: string, { stages }: ImageFacts, { stack }: Facts): boolean =>
  stages
    .flatMap(({ steps }) => steps)
    .filter(({ instruction: { kind } }) => kind === 'run' || kind === 'copy' || kind === 'add')
    .some(({ instruction: { span } }) =>
      stack
        .get(span.path)
        ?.text.slice(span.from, span.to)
        .includes(`${module.split('.').at(-1) ?? ''}.py`),
    );

/** A Compose file or an env file says it anew, and so the image's own value may not count. */
const isNamedElsewhere = ({ stack }: Facts): boolean =>
  [...stack.values()].some(
    ({ kind, text }) => (kind === 'compose' || kind === 'env') && text.includes('DJANGO_SETTINGS_MODULE'),
  );
