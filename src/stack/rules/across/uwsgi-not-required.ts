import type { Rule } from '../rule.ts';
import { missingPrograms } from './missing-program.ts';

/** A container that starts uWSGI, without uWSGI. */
export const uwsgiNotRequired: Rule = {
  id: 'across/uwsgi-not-required',
  severity: 'error',
  reads: ['dockerfile'],
  check: (facts) => missingPrograms(facts, ['uwsgi']),
};
