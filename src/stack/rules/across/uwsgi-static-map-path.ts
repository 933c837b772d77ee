import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';
import { staticMaps } from './static-map.ts';

/** uWSGI looks for static files in another folder than collectstatic puts them in. */
export const uwsgiStaticMapPath: Rule = {
  id: 'across/uwsgi-static-map-path',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images)
      for (const { value, url, folder, settings } of staticMaps(facts, image)) {
        if (url !== settings.url.value || folder === settings.root.value) continue;
        // A folder inside it may be mapped on purpose.
        if (folder.startsWith(`${settings.root.value}/`)) continue;
        const right = `${url}=${settings.root.value}/`;
        yield {
          message: `Every static file is a 404: uWSGI looks for them in \`${folder}\`, and collectstatic puts them into \`${settings.root.value}\`.`,
          at: value.span,
          related: [{ value: 'collectstatic puts them here', span: settings.root.span }],
          fixes: [
            { title: `Let uWSGI look in ${settings.root.value}`, changes: [replace(value.span, right)] },
          ],
        };
      }
  },
};
