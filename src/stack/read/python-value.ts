import type { Span } from '../stack.ts';

/** A value as Python writes it, as far as rules ask. What is computed is `other`. */
export type PythonValue = { span: Span } & (
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'none' }
  /** Not `complete` where `*others` are spread into it. */
  | { kind: 'list' | 'tuple'; items: readonly PythonValue[]; complete: boolean }
  | { kind: 'dict'; entries: readonly { key: PythonValue; value: PythonValue }[] }
  | { kind: 'call'; callee: string; args: readonly PythonValue[]; keywords: ReadonlyMap<string, PythonValue> }
  | { kind: 'name'; value: string }
  | { kind: 'other' }
);

/** The value of a number; complex ones, and those of Python 2, are left unknown. */
export function numberOf(text: string, span: Span): PythonValue {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? { kind: 'other', span } : { kind: 'number', value, span };
}

/** The value of strings that follow each other; bytes and f-strings are left unknown. */
export function stringOf(parts: readonly string[], span: Span): PythonValue {
  const values = parts.map(plainString);
  return values.includes(undefined)
    ? { kind: 'other', span }
    : { kind: 'string', value: values.join(''), span };
}

function plainString(text: string): string | undefined {
  const match = /^([rRuU]?)("""|'''|"|')([^]*)\2$/.exec(text);
  if (match?.[3] === undefined) return undefined;
  if (match[1]?.toLowerCase() === 'r' || !match[3].includes('\\')) return match[3];
  // Anything beyond the escapes of one character is left unknown.
  return /\\[^\\'"n]/.test(match[3])
    ? undefined
    : match[3].replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
