import { postgresTools } from '../../knowledge/tools.ts';
import type { Rule } from '../rule.ts';
import { missingTools } from './missing-tool.ts';

/** A script that calls psql or pg_isready, in an image without the client of PostgreSQL. */
export const psqlNotInstalled: Rule = {
  id: 'across/psql-not-installed',
  severity: 'error',
  reads: ['dockerfile'],
  check: (facts) => missingTools(facts, postgresTools),
};
