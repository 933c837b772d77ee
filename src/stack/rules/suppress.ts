import type { Facts } from '../facts/facts.ts';
import type { Span } from '../stack.ts';
import { deleteLines } from './fix.ts';
import { nearest } from './nearest.ts';
import type { Finding, Problem, RuleId, Severity } from './rule.ts';

/** Speaks about suppressions that suppress nothing. It is no rule of its own: it has to wait for the others. */
export const unusedSuppression: { id: RuleId; severity: Severity } = {
  id: 'drydock/unused-suppression',
  severity: 'hint',
};

/** A comment `# drydock ignore <id>: reason`. */
interface Suppression {
  rule: string;
  reason: string;
  /** The comment. */
  at: Span;
  /** What it speaks about. */
  covers: Span;
}

const form = /#[ \t]*drydock ignore[ \t]+([^\s:]+)[ \t]*:?[ \t]*([^\r\n]*?)[ \t]*\r?(?=\n|$)/g;

/**
 * Takes out the problems that a comment in their file suppresses: it stands on their line, or above the line or the
 * instruction that they are in. What suppresses nothing, or gives no reason, is a finding itself.
 */
export function suppress(
  facts: Facts,
  problems: readonly Problem[],
  known: readonly RuleId[],
): { kept: Problem[]; unused: Finding[] } {
  const suppressions = [...facts.stack.values()].flatMap((file) =>
    suppressionsIn(facts, file.path, file.text),
  );
  if (suppressions.length === 0) return { kept: [...problems], unused: [] };
  const used = new Set<Suppression>();
  const kept = problems.filter((problem) => {
    const by = suppressions.filter(
      ({ rule, covers }) =>
        rule === problem.rule &&
        covers.path === problem.at.path &&
        covers.from <= problem.at.from &&
        problem.at.from < covers.to,
    );
    for (const suppression of by) used.add(suppression);
    return by.length === 0;
  });
  // While Docker cannot read a Dockerfile, most rules rest, and nothing can be said about who would have spoken.
  const allSpoke = [...facts.dockerfiles.values()].every(({ parses }) => parses);
  const unused = suppressions.flatMap((suppression): Finding[] => {
    const message = complaint(suppression, used.has(suppression), allSpoke, known);
    if (message === undefined) return [];
    const remove = { title: 'Delete the comment', changes: [deleteLines(facts.stack, suppression.at)] };
    const alone = !used.has(suppression) && suppression.covers.from > suppression.at.to;
    return [{ message, at: suppression.at, fixes: alone ? [remove] : [] }];
  });
  return { kept, unused };
}

function complaint(
  { rule, reason }: Suppression,
  isUsed: boolean,
  allSpoke: boolean,
  known: readonly RuleId[],
): string | undefined {
  if (!known.some((id) => id === rule)) {
    const meant = nearest(rule, known);
    return `There is no rule \`${rule}\`, so this comment suppresses nothing.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`;
  }
  if (!isUsed)
    return allSpoke ? `\`${rule}\` has nothing to say here, so this comment suppresses nothing.` : undefined;
  return reason === ''
    ? `Say why \`${rule}\` may be ignored: \`# drydock ignore ${rule}: the reason\`. Whoever reads this next will ask.`
    : undefined;
}

function suppressionsIn(facts: Facts, path: string, text: string): Suppression[] {
  if (!text.includes('drydock ignore')) return [];
  return [...text.matchAll(form)].map((match): Suppression => {
    const at = { path, from: match.index, to: match.index + match[0].length };
    return { rule: match[1] ?? '', reason: match[2] ?? '', at, covers: coveredBy(facts, path, text, at) };
  });
}

/** Its own line, when something stands in front of the comment; otherwise the next line, or the instruction on it. */
function coveredBy(facts: Facts, path: string, text: string, at: Span): Span {
  const lineFrom = text.lastIndexOf('\n', at.from - 1) + 1;
  if (text.slice(lineFrom, at.from).trim() !== '') return { path, from: lineFrom, to: at.to };
  const next = /^(?:[ \t]*(?:#[^\n]*)?\r?(?:\n|$))*?[ \t]*(?=[^\s#])/.exec(text.slice(at.to));
  const from = at.to + (next?.[0].length ?? text.length - at.to);
  const newline = text.indexOf('\n', from);
  const line = { path, from, to: newline === -1 ? text.length : newline };
  const instruction = facts.dockerfiles.get(path)?.instructions.find(({ span }) => span.from === from);
  return instruction?.span ?? line;
}
