import { forEachDiagnostic, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import type { Problem } from '../../stack/rules/rule.ts';
import { documentSpan } from './line-ends.ts';
import { words as severityWords } from './severity.ts';

/** A problem as CodeMirror keeps it: its place follows the text until the checker's next answer. */
interface Marked extends Diagnostic {
  problem: Problem;
}

export interface Placed {
  problem: Problem;
  from: number;
  to: number;
}

/** The problems of a state, each where its text is now, in the order of the text. */
export function placedProblems(state: EditorState): Placed[] {
  const placed: Placed[] = [];
  forEachDiagnostic(state, (diagnostic, from, to) => {
    placed.push({ problem: (diagnostic as Marked).problem, from, to });
  });
  return placed.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The transaction that replaces a state's problems by the checker's newest answer. */
export function showProblems(state: EditorState, problems: readonly Problem[]): TransactionSpec {
  return setDiagnostics(
    state,
    problems.map((problem): Marked => ({
      ...documentSpan(state, problem.at),
      severity: problem.severity,
      message: problem.message,
      renderMessage: () => tooltip(problem),
      problem,
    })),
  );
}

function tooltip({ severity, message }: Problem): Node {
  const words = document.createElement('span');
  words.textContent = `${severityWords[severity]}: ${message.replaceAll('`', '')}`;
  return words;
}
