import { otherTools } from '../../knowledge/tools.ts';
import type { Rule } from '../rule.ts';
import { missingTools } from './missing-tool.ts';

/** A script or a step that calls a program which slim images do not have. */
export const toolNotInstalled: Rule = {
  id: 'across/tool-not-installed',
  severity: 'error',
  reads: ['dockerfile'],
  check: (facts) => missingTools(facts, otherTools),
};
