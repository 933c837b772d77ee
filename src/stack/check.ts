import { readStack, type Facts, type ReadCache } from './facts/facts.ts';
import { rules } from './rules/index.ts';
import type { Finding, Problem, Rule, RuleId } from './rules/rule.ts';
import { suppress, unusedSuppression } from './rules/suppress.ts';
import type { Stack } from './stack.ts';

/** Every id that a problem can have. */
export const ruleIds: readonly RuleId[] = [...rules.map(({ id }) => id), unusedSuppression.id];

/**
 * Checks all files of a stack, each by itself and all against each other.
 *
 * @param cache what was read before; passed in again, only changed files are read anew
 * @returns the problems in the order of path and place. Never throws: a rule that fails on these files says so itself,
 *   and the others are heard all the same
 */
export function checkStack(stack: Stack, cache?: ReadCache): Problem[] {
  const facts = readStack(stack, cache);
  const kinds = new Set([...stack.values()].map(({ kind }) => kind));
  const found = rules
    .filter(({ reads }) => reads.some((kind) => kinds.has(kind)))
    .flatMap((rule) => askRule(rule, facts));
  const { kept, unused } = suppress(facts, withoutFollowers(found), ruleIds);
  return [...kept, ...unused.map((finding) => problemOf(unusedSuppression, finding))].sort(
    (a, b) => compare(a.at.path, b.at.path) || a.at.from - b.at.from || compare(a.rule, b.rule),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const problemOf = ({ id, severity }: Pick<Rule, 'id' | 'severity'>, finding: Finding): Problem => ({
  rule: id,
  severity,
  message: finding.message,
  at: finding.at,
  related: finding.related ?? [],
  fixes: finding.fixes ?? [],
});

function askRule(rule: Rule, facts: Facts): Problem[] {
  try {
    return [...rule.check(facts)].map((finding) => problemOf(rule, finding));
  } catch (error) {
    const path = [...facts.stack.values()].find(({ kind }) => rule.reads.includes(kind))?.path ?? '';
    const reason = error instanceof Error ? error.message : String(error);
    const message = `This rule could not be applied to your files, which is a fault of the rule: ${reason}. The others were.`;
    return [{ ...problemOf(rule, { message, at: { path, from: 0, to: 0 } }), severity: 'hint' }];
  }
}

/** One cause, one finding: a rule gives way where one that names the cause has spoken about the same file. */
function withoutFollowers(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => {
    const yieldsTo = rules.find(({ id }) => id === problem.rule)?.yieldsTo ?? [];
    const touched = [problem.at.path, ...problem.related.map(({ span }) => span.path)];
    return !problems.some((other) => yieldsTo.includes(other.rule) && touched.includes(other.at.path));
  });
}
