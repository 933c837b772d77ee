import { uwsgiOptions } from '../../facts/uwsgi.ts';
import { uwsgiOptionNames, uwsgiOwnVariables } from '../../knowledge/uwsgi.ts';
import { replace } from '../fix.ts';
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';

/** A `UWSGI_*` variable that is no option of uWSGI. */
export const uwsgiEnvTypo: Rule = {
  id: 'dockerfile/uwsgi-env-typo',
  severity: 'error',
  reads: ['dockerfile'],
  *check({ images }) {
    for (const { final } of images) {
      const options = uwsgiOptions(final.stage.scope);
      const strict = options.find(
        ({ option, value }) => option === 'strict' && /^(1|true|on|yes)$/.test(value.value ?? ''),
      );
      for (const { option, variable } of options) {
        if (known.has(option) || uwsgiOwnVariables.has(variable.value)) continue;
        const meant = nearest(option, known);
        // Without strict mode uWSGI passes it by, and it may well be the reader's own variable.
        if (strict === undefined && meant === undefined) continue;
        const name = meant === undefined ? undefined : `UWSGI_${meant.toUpperCase().replaceAll('-', '_')}`;
        const question = name === undefined ? '' : ` Did you mean \`${name}\`?`;
        yield {
          message:
            strict === undefined
              ? `uWSGI passes over \`${variable.value}\` without a word: it has no option \`${option}\`.${question}`
              : `The container does not start: uWSGI has no option \`${option}\`, and \`UWSGI_STRICT\` makes that an error.${question}`,
          at: variable.span,
          related:
            strict === undefined
              ? []
              : [{ value: 'makes unknown options an error', span: strict.variable.span }],
          fixes:
            name === undefined ? [] : [{ title: `Write ${name}`, changes: [replace(variable.span, name)] }],
        };
      }
    }
  },
};

/** One option has an underscore in its name; uWSGI compares variables with hyphens. */
const known: ReadonlySet<string> = new Set([...uwsgiOptionNames].map((name) => name.replaceAll('_', '-')));
