import { settingsPlaces } from '../../facts/settings-in-use.ts';
import { replace } from '../fix.ts';
import type { Rule } from '../rule.ts';

/** A settings module that is named like a file. */
export const moduleAsPath: Rule = {
  id: 'settings/module-as-path',
  severity: 'error',
  reads: ['dockerfile'],
  *check(facts) {
    for (const image of facts.images)
      for (const { value, span } of settingsPlaces(facts, image)) {
        if (!/^[\w./]+$/.test(value) || !/\/|\.py$/.test(value)) continue;
        const right = value
          .replace(/^(\.?\/)+/, '')
          .replace(/\.py$/, '')
          .replaceAll('/', '.');
        yield {
          message: `Django finds no settings, and nothing of it starts: \`${value}\` is a file, and Python imports modules by name.`,
          at: span,
          fixes: value.startsWith('/') ? [] : [{ title: `Write ${right}`, changes: [replace(span, right)] }],
        };
      }
  },
};
