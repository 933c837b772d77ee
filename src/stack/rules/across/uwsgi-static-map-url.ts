import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';
import { staticMaps } from './static-map.ts';

/** uWSGI serves the static files under another URL than Django writes into its pages. */
export const uwsgiStaticMapUrl: Rule = {
  id: 'across/uwsgi-static-map-url',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images) {
      const maps = staticMaps(facts, image);
      if (maps.some(({ url, settings }) => url === settings.url.value)) continue;
      for (const { value, url, folder, settings } of maps) {
        if (folder !== settings.root.value || settings.url.value.startsWith(url)) continue;
        const right = `${settings.url.value}=${folder}/`;
        yield {
          message: `Every static file is a 404: pages ask for them under \`${settings.url.value}\`, and uWSGI serves them under \`${url}\`.`,
          at: value.span,
          related: [{ value: 'pages ask here', span: settings.url.span }],
          fixes: [{ title: `Serve ${settings.url.value}`, changes: [replace(value.span, right)] }],
        };
      }
    }
  },
};
