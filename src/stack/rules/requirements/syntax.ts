import type { Entry, RequirementError } from '../../read/requirements.ts';
import { replace } from '../fix.ts';
import type { Fix, Rule } from '../rule.ts';

type Failed = Extract<Entry, { kind: 'error' }>;

/** A line that pip cannot read. */
export const requirementsSyntax: Rule = {
  id: 'requirements/syntax',
  severity: 'error',
  reads: ['requirements'],
  *check({ requirements, stack }) {
    for (const { entries } of requirements.values())
      for (const entry of entries) {
        if (entry.kind !== 'error') continue;
        const line = stack.get(entry.span.path)?.text.slice(entry.span.from, entry.span.to) ?? '';
        const mended = mend(entry, line);
        const fixes: Fix[] =
          mended === undefined || mended === line
            ? []
            : [{ title: `Write ${mended.replace('\n', ' and ')}`, changes: [replace(entry.span, mended)] }];
        yield {
          message: `pip stops at this line: ${reasons[entry.reason](entry.at.value)}.`,
          at: entry.at.span,
          fixes,
        };
      }
  },
};

const reasons: Readonly<Record<RequirementError, (at: string) => string>> = {
  operator: (at) =>
    `\`${at}\` begins with no operator that it knows. Those are \`==\`, \`>=\`, \`<=\`, \`>\`, \`<\`, \`!=\` and \`~=\``,
  version: (at) => `\`${at}\` is no version with its operator`,
  'no-operator': (at) => `an operator, such as \`==\`, is missing in front of \`${at}\``,
  'no-comma': (at) => `a comma is missing in \`${at}\``,
  two: (at) =>
    `\`${at}\` does not belong to the requirement in front of it. Each one stands on a line of its own`,
  extras: (at) => `the bracket of \`${at}\` is not closed`,
  name: (at) => `\`${at}\` does not begin with the name of a package`,
  option: (at) => `it has no option \`${at}\``,
};

/** The line as it was most likely meant, where one reading is plain. */
function mend({ reason, at, span }: Failed, line: string): string | undefined {
  const from = at.span.from - span.from;
  const inside = (text: string): string => line.slice(0, from) + text + line.slice(from + at.value.length);
  switch (reason) {
    case 'operator': {
      const match = /^(=>|=<|=|~)\s*(\d\S*)$/.exec(at.value);
      const right = { '=>': '>=', '=<': '<=', '=': '==', '~': '~=' }[match?.[1] ?? ''];
      return right === undefined ? undefined : inside(`${right}${match?.[2] ?? ''}`);
    }
    case 'version':
      // A comma for the point: `>=5,2`.
      return /^\d+$/.test(at.value) && /\d,\s*$/.test(line.slice(0, from))
        ? `${line.slice(0, from).replace(/,\s*$/, '.')}${at.value}${line.slice(from + at.value.length)}`
        : undefined;
    case 'no-operator':
      return `${line.slice(0, from).trimEnd()}==${line.slice(from)}`;
    case 'no-comma':
      return inside(at.value.replace(/(?<=[\w.*])\s*(?=[<>=!~])/, ','));
    case 'two':
      return /^[A-Za-z][\w.-]*$/.test(at.value) && /\s$/.test(line.slice(0, from))
        ? `${line.slice(0, from).trimEnd()}\n${line.slice(from)}`
        : undefined;
    default:
      return undefined;
  }
}
