import type { Facts } from '../facts/facts.ts';
import type { FileKind, Located, Span } from '../stack.ts';

/** How much a problem weighs: it will not work; it works, but not safely or not for long; taste or size. */
export type Severity = 'error' | 'warning' | 'hint';

/** `folder/kebab-name`. Never used again for another rule, and redirected when renamed. */
export type RuleId = `${string}/${string}`;

/** One step of a fix. Spans are those of the text that was read. */
export type Change =
  | { kind: 'replace'; at: Span; text: string }
  | { kind: 'create'; path: string; text: string; executable: boolean }
  | { kind: 'mode'; path: string; executable: boolean };

/** A way out of a problem, all steps at once. */
export interface Fix {
  /** What pressing it does, as an imperative: "Make nginx ask 8000". */
  title: string;
  changes: readonly Change[];
}

/** What a rule has found. */
export interface Finding {
  /** One or two sentences in plain words with the reader's own values; backticks mark code. */
  message: string;
  at: Span;
  /** The other ends, each with what stands there. */
  related?: readonly Located<string>[];
  /** The first one, if any, is safe: it mends this problem and makes no other. */
  fixes?: readonly Fix[];
}

/** A defect that the checker knows. Its page is `content/rules/<id>.mdx`. */
export interface Rule {
  id: RuleId;
  severity: Severity;
  /** Where one of these speaks about the same file, it has named the cause, and this rule is not heard. */
  yieldsTo?: readonly RuleId[];
  /** The kinds of file that it looks at; where none of them is there, it is not asked. */
  reads: readonly FileKind[];
  /** Yields what is wrong. A value that cannot be known is no finding: a false alarm costs more than a miss. */
  check(facts: Facts): Iterable<Finding>;
}

/** A finding, with the rule that made it. */
export interface Problem {
  rule: RuleId;
  severity: Severity;
  message: string;
  at: Span;
  related: readonly Located<string>[];
  fixes: readonly Fix[];
}
