import type { Change, Problem } from '../stack/rules/rule.ts';
import { lineTable, type Span, type Stack } from '../stack/stack.ts';

/**
 * The problems for other programs. Lines and columns count from 1, columns in UTF-16 units, ends are exclusive.
 *
 * `{version: 1, problems: [{rule, severity, path, line, column, endLine, endColumn, message, related, fixes}]}`;
 * a fix is `{title, changes}`, and each change has the `kind` and the fields of `Change`, its span as lines and columns.
 */
export function jsonReport(stack: Stack, problems: readonly Problem[]): string {
  const tables = new Map<string, ReturnType<typeof lineTable>>();
  const place = ({ path, from, to }: Span) => {
    let table = tables.get(path);
    if (table === undefined) tables.set(path, (table = lineTable(stack.get(path)?.text ?? '')));
    const start = table.position(from);
    const end = table.position(to);
    return { path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  const change = (step: Change) =>
    step.kind === 'replace' ? { kind: step.kind, ...place(step.at), text: step.text } : step;
  const report = {
    version: 1,
    problems: problems.map(({ rule, severity, at, message, related, fixes }) => ({
      rule,
      severity,
      ...place(at),
      message,
      related: related.map(({ value, span }) => ({ ...place(span), message: value })),
      fixes: fixes.map(({ title, changes }) => ({ title, changes: changes.map(change) })),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
