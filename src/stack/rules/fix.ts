import type { Span, Stack } from '../stack.ts';
import type { Change } from './rule.ts';

/** Puts other text in the place of what stands there. */
export const replace = (at: Span, text: string): Change => ({ kind: 'replace', at, text });

/** Puts text behind a span. */
export const insertAfter = (at: Span, text: string): Change => replace({ ...at, from: at.to }, text);

/** Puts whole lines in front of the line in which a span begins, with that file's line ends. */
export function insertLinesBefore(stack: Stack, at: Span, lines: readonly string[]): Change {
  const text = stack.get(at.path)?.text ?? '';
  const from = text.lastIndexOf('\n', at.from - 1) + 1;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return replace({ path: at.path, from, to: from }, lines.map((line) => line + end).join(''));
}

/** Puts whole lines below the line in which a span ends, with that file's line ends. */
export function insertLinesAfter(stack: Stack, at: Span, lines: readonly string[]): Change {
  const text = stack.get(at.path)?.text ?? '';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const newline = text.indexOf('\n', Math.max(at.from, at.to - 1));
  const from = newline === -1 ? text.length : newline + 1;
  const block = lines.map((line) => line + end).join('');
  return replace({ path: at.path, from, to: from }, newline === -1 ? end + block : block);
}

/** Takes out the lines that a span touches. */
export function deleteLines(stack: Stack, at: Span): Change {
  const text = stack.get(at.path)?.text ?? '';
  const from = text.lastIndexOf('\n', at.from - 1) + 1;
  const newline = text.indexOf('\n', Math.max(at.from, at.to - 1));
  return replace({ path: at.path, from, to: newline === -1 ? text.length : newline + 1 }, '');
}
