import { linter } from '@codemirror/lint';
import { RangeSet, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, GutterMarker, gutter, keymap } from '@codemirror/view';
import type { Severity } from '../../stack/rules/rule.ts';
import { placedProblems } from './diagnostics.ts';
import { hasRedline, openRedline } from './redline.ts';
import { words as severityWords, weight } from './severity.ts';

class Mark extends GutterMarker {
  readonly severity: Severity;
  constructor(severity: Severity) {
    super();
    this.severity = severity;
  }
  override eq(other: Mark): boolean {
    return other.severity === this.severity;
  }
  override toDOM(): Node {
    const mark = document.createElement('span');
    mark.className = `mark mark-${this.severity}`;
    mark.title = severityWords[this.severity];
    return mark;
  }
}

function marks(state: EditorState): RangeSet<Mark> {
  const heaviest = new Map<number, Severity>();
  for (const { problem, from } of placedProblems(state)) {
    const line = state.doc.lineAt(from).from;
    const so = heaviest.get(line);
    if (!so || weight(problem.severity) < weight(so)) heaviest.set(line, problem.severity);
  }
  return RangeSet.of(
    [...heaviest].map(([line, severity]) => new Mark(severity).range(line)),
    true,
  );
}

/** Goes to the next (1) or previous (-1) problem, around the ends of the file, and says what it is. */
const goToProblem = (direction: 1 | -1) => (view: EditorView) => {
  const problems = placedProblems(view.state);
  const { head } = view.state.selection.main;
  const next =
    direction === 1
      ? (problems.find(({ from }) => from > head) ?? problems[0])
      : (problems.findLast(({ from }) => from < head) ?? problems.at(-1));
  if (!next) {
    view.dispatch({ effects: EditorView.announce.of('Nothing found in this file.') });
    return true;
  }
  const { severity, message } = next.problem;
  view.dispatch({
    selection: { anchor: next.from },
    effects: [
      openRedline.of(next.from),
      EditorView.scrollIntoView(next.from, { y: 'center' }),
      EditorView.announce.of(
        `${severityWords[severity]}, ${problems.indexOf(next) + 1} of ${problems.length}: ${message.replaceAll('`', '')}`,
      ),
    ],
    userEvent: 'select',
  });
  return true;
};

/** Underlines, marks in the margin (a press opens the redline of the line), and the keys F8 and Shift-F8. */
export const problemMarks: Extension = [
  // Under an open redline the words of the tooltip stand already.
  linter(null, {
    tooltipFilter: (found, state) => found.filter(({ from }) => !hasRedline(state, from)),
  }),
  gutter({
    class: 'cm-marks',
    markers: (view) => marks(view.state),
    domEventHandlers: {
      mousedown(view, line) {
        view.dispatch({ effects: openRedline.of(line.from) });
        return true;
      },
    },
  }),
  keymap.of([
    { key: 'F8', run: goToProblem(1) },
    { key: 'Shift-F8', run: goToProblem(-1) },
  ]),
];
