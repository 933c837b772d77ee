import { serverPrograms } from '../../knowledge/python-packages.ts';
import type { Rule } from '../rule.ts';
import { missingPrograms } from './missing-program.ts';

/** A container that starts a server or a worker which no requirement brings. */
export const cmdNotInstalled: Rule = {
  id: 'across/cmd-not-installed',
  severity: 'error',
  reads: ['dockerfile'],
  check: (facts) =>
    missingPrograms(
      facts,
      serverPrograms.filter((name) => name !== 'uwsgi'),
    ),
};
