import type { Scope } from '../read/scope.ts';
import type { Value } from '../read/traced.ts';
import type { Located } from '../stack.ts';
import { oncePer } from './once.ts';

/** An option of uWSGI that an environment variable sets. */
export interface UwsgiOption {
  /** As on uWSGI's command line, without the dashes in front: `static-map`. */
  option: string;
  variable: Located<string>;
  value: Value;
}

/** The options that `UWSGI_*` variables set; uWSGI takes the name in lower case, with `-` for `_`. */
export const uwsgiOptions = oncePer((scope: Scope): readonly UwsgiOption[] =>
  [...scope.variables.values()].flatMap(({ origin, set }) => {
    if (origin !== 'env' || set?.value === undefined || !set.name.value.startsWith('UWSGI_')) return [];
    const option = set.name.value.slice('UWSGI_'.length).toLowerCase().replaceAll('_', '-');
    return [{ option, variable: set.name, value: set.value }];
  }),
);
