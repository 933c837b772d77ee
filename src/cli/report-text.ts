import { styleText } from 'node:util';
import type { Problem, Severity } from '../stack/rules/rule.ts';
import { lineTable, type Span, type Stack } from '../stack/stack.ts';

type Style = Parameters<typeof styleText>[0];
const severityStyle: Record<Severity, Style> = { error: 'red', warning: 'yellow', hint: 'cyan' };

/** The problems as compilers print them: place, message, the line itself, the other end, the way out. */
export function textReport(
  stack: Stack,
  problems: readonly Problem[],
  { colour }: { colour: boolean },
): string {
  const style = (format: Style, text: string): string =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const blocks = problems.map(({ rule, severity, message, at, related, fixes }) => {
    const lines = [
      `${style('bold', where(stack, at))}: ${style(severityStyle[severity], severity)}: ${printable(message)} ${style('dim', `[${rule}]`)}`,
      ...quote(stack, at, (marks) => style(severityStyle[severity], marks)),
    ];
    for (const { value, span } of related)
      lines.push(
        `${style('bold', where(stack, span))}: ${style('dim', 'see')}: ${printable(value)}`,
        ...quote(stack, span, (marks) => style('dim', marks)),
      );
    for (const { title } of fixes) lines.push(`  ${style('green', 'fix')}: ${printable(title)}`);
    return `${lines.join('\n')}\n`;
  });
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${summary(stack, problems)}\n`;
}

function summary(stack: Stack, problems: readonly Problem[]): string {
  const files = count(stack.size, 'file');
  if (problems.length === 0) return `Nothing found in ${files}.`;
  const counts = (['error', 'warning', 'hint'] as const)
    .map((severity) => ({
      severity,
      number: problems.filter((problem) => problem.severity === severity).length,
    }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity));
  return `${counts.join(', ')} in ${files}.`;
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

function where(stack: Stack, { path, from }: Span): string {
  const { line, column } = lineTable(stack.get(path)?.text ?? '').position(from);
  return `${printable(path)}:${line}:${column}`;
}

/** The first line of the span, with the span marked under it. */
function quote(stack: Stack, { path, from, to }: Span, mark: (marks: string) => string): string[] {
  const text = stack.get(path)?.text;
  if (text === undefined || text === '') return [];
  const table = lineTable(text);
  const { line, column } = table.position(from);
  const start = table.offset(line);
  const end = text.indexOf('\n', start);
  const whole = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  if (whole.length > 300) return [];
  const number = String(line).padStart(5);
  const lead = whole.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(to, start + whole.length) - from);
  return [
    `${number} | ${printable(whole)}`,
    `${' '.repeat(number.length)} | ${lead}${mark('^'.repeat(width))}`,
  ];
}

/** A file's text must not steer the terminal: control characters are shown, not sent. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g, (character) =>
    character <= '\u001f' ? String.fromCodePoint(0x2400 + character.charCodeAt(0)) : '\ufffd',
  );
