import type { Severity } from '../../stack/rules/rule.ts';

/** A severity in a word. Its shape, a triangle, a diamond or a dot, is drawn by the class `mark`. */
export const words: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', hint: 'Hint' };

const order: readonly Severity[] = ['error', 'warning', 'hint'];

/** 0 for the heaviest, for sorting. */
export const weight = (severity: Severity): number => order.indexOf(severity);
