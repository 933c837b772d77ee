import type { Facts } from '../../facts/facts.ts';
import type { ImageFacts } from '../../facts/image.ts';
import { launchOf, programName } from '../../facts/launch.ts';
import { normalPath } from '../../facts/paths.ts';
import { staticFilesOf } from '../../facts/static-files.ts';
import { uwsgiOptions } from '../../facts/uwsgi.ts';
import type { Value } from '../../read/traced.ts';
import type { Located } from '../../stack.ts';

/** uWSGI's map of a URL to a folder, beside what the settings say of both. */
export interface StaticMap {
  value: Value;
  /** With a slash at both ends. */
  url: string;
  /** Absolute, without a slash at its end. */
  folder: string;
  settings: { url: Located<string>; root: Located<string> };
}

/** The maps of an image that uWSGI serves, where everything about them is known. */
export function staticMaps(facts: Facts, image: ImageFacts): StaticMap[] {
  const server = launchOf(image, facts.scripts)?.server;
  const { url, root } = staticFilesOf(facts, image);
  if (server === undefined || programName(server.program) !== 'uwsgi') return [];
  if (url === undefined || root === undefined) return [];
  return uwsgiOptions(image.final.stage.scope).flatMap(({ option, value }) => {
    const [, prefix, folder] = /^(\/[^=]*)=(\/.*)$/.exec(value.value ?? '') ?? [];
    return option !== 'static-map' || prefix === undefined || folder === undefined
      ? []
      : [
          {
            value,
            url: `${prefix}/`.replace(/\/+/g, '/'),
            folder: normalPath(folder),
            settings: { url, root },
          },
        ];
  });
}
