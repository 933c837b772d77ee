import type { Severity } from '../../stack/rules/rule.ts';

/** How a severity is shown: a shape and a word before any colour. */
export const severities: Readonly<Record<Severity, { mark: string; word: string }>> = {
  error: { mark: '▲', word: 'Error' },
  warning: { mark: '◆', word: 'Warning' },
  hint: { mark: '●', word: 'Hint' },
};

const order: readonly Severity[] = ['error', 'warning', 'hint'];

/** 0 for the heaviest, for sorting. */
export const weight = (severity: Severity): number => order.indexOf(severity);
