import {
  RangeSet,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  gutterLineClass,
  type DecorationSet,
} from '@codemirror/view';
import type { Fix, Problem, Severity } from '../../stack/rules/rule.ts';
import type { Span } from '../../stack/stack.ts';
import { sentenceMarkup } from '../code/pieces.ts';
import { toDom } from '../code/markup.ts';
import { firstSentence } from './message.ts';
import { placedProblems } from './diagnostics.ts';
import { words as severityWords, weight } from './severity.ts';

/** What a redline's buttons do, and how a place in another file is called: "compose.yaml, line 4". */
export interface RedlineActions {
  onFix(fix: Fix): void;
  onOpen(span: Span): void;
  describe(span: Span): string;
}

/** Opens the redline under the line of an offset of the document. */
export const openRedline = StateEffect.define<number>();
const closeRedline = StateEffect.define<null>();

/** An offset in the line under which the box is open, whether or not there is a problem just now. */
const openedAt = StateField.define<number | undefined>({ create: () => undefined, update: openAt });

/** Whether the box under the line of an offset is open. */
export function hasRedline(state: EditorState, offset: number): boolean {
  const at = state.field(openedAt, false);
  return at !== undefined && state.doc.lineAt(at).from === state.doc.lineAt(offset).from;
}

interface Redline {
  decorations: DecorationSet;
  /** The same line in the margin. */
  rows: RangeSet<Row>;
}

const closed: Redline = { decorations: Decoration.none, rows: RangeSet.empty };

/**
 * A box under a line that says what is wrong in it and how to mend it. It opens where the reader goes (a move of
 * the cursor, F8, a press in the margin), never under the words that are just being typed.
 */
export function redline(actions: RedlineActions): Extension {
  const field = StateField.define<Redline>({
    create: () => closed,
    update(_, { state }) {
      const at = state.field(openedAt);
      return at === undefined ? closed : draw(state, at, actions);
    },
    provide: (self) => [
      EditorView.decorations.from(self, ({ decorations }) => decorations),
      gutterLineClass.from(self, ({ rows }) => rows),
    ],
  });
  return [
    openedAt,
    field,
    EditorView.domEventHandlers({
      keydown(event, view) {
        if (event.key === 'Escape' && view.state.field(openedAt) !== undefined)
          view.dispatch({ effects: closeRedline.of(null) });
        return false;
      },
    }),
  ];
}

function openAt(now: number | undefined, transaction: Transaction): number | undefined {
  for (const effect of transaction.effects) {
    if (effect.is(openRedline)) return effect.value;
    if (effect.is(closeRedline)) return undefined;
  }
  const { state } = transaction;
  if (transaction.isUserEvent('select')) {
    const { head } = state.selection.main;
    const here = state.doc.lineAt(head);
    if (placedProblems(state).some(({ from }) => from >= here.from && from <= here.to)) return head;
  }
  return now === undefined ? undefined : transaction.changes.mapPos(now);
}

function draw(state: EditorState, at: number, actions: RedlineActions): Redline {
  const line = state.doc.lineAt(Math.min(at, state.doc.length));
  const problems = placedProblems(state)
    .filter(({ from }) => from >= line.from && from <= line.to)
    .map(({ problem }) => problem)
    .sort((a, b) => weight(a.severity) - weight(b.severity));
  const [heaviest] = problems;
  if (!heaviest) return closed;
  return {
    rows: RangeSet.of(new Row(heaviest.severity).range(line.from)),
    decorations: Decoration.set([
      Decoration.line({ class: `line-${heaviest.severity}` }).range(line.from),
      Decoration.widget({ widget: new Box(problems, actions), block: true, side: 1 }).range(line.to),
    ]),
  };
}

class Row extends GutterMarker {
  override elementClass: string;
  constructor(severity: Severity) {
    super();
    this.elementClass = `line-${severity}`;
  }
  override eq(other: Row): boolean {
    return other.elementClass === this.elementClass;
  }
}

class Box extends WidgetType {
  readonly problems: readonly Problem[];
  readonly actions: RedlineActions;
  constructor(problems: readonly Problem[], actions: RedlineActions) {
    super();
    this.problems = problems;
    this.actions = actions;
  }
  override eq(other: Box): boolean {
    // The same objects, not the same words: a fix is that of the checker's last answer and of no earlier one.
    const { length } = this.problems;
    return length === other.problems.length && this.problems.every((one, at) => one === other.problems[at]);
  }
  override ignoreEvent(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const box = element('div', 'redlines');
    box.append(...this.problems.map((problem) => redlineOf(problem, this.actions)));
    return box;
  }
}

/** One problem in words, with its fixes, its other ends and the way to its page. */
function redlineOf(problem: Problem, actions: RedlineActions): HTMLElement {
  const box = element('div', `redline redline-${problem.severity}`);
  box.role = 'note';
  box.ariaLabel = severityWords[problem.severity];
  const { title, rest } = firstSentence(problem.message);
  const words = element('p', 'says');
  const strong = document.createElement('b');
  strong.append(...withCode(title));
  words.append(strong, ...(rest === '' ? [] : [' ', ...withCode(rest)]));
  const by = element('p', 'by');
  by.append(
    ...problem.fixes.map((fix) => button('fix', fix.title, () => actions.onFix(fix))),
    ...problem.related.map(({ span }) => button('place', actions.describe(span), () => actions.onOpen(span))),
  );
  const why = element('a', 'why');
  why.setAttribute('href', `/rules/${problem.rule}/`);
  why.textContent = `${problem.rule} · why?`;
  by.append(why);
  box.append(words, by);
  return box;
}

const withCode = (sentence: string): Node[] => sentenceMarkup(sentence).map(toDom);

function button(name: string, label: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  made.append(...withCode(label));
  made.addEventListener('click', press);
  return made;
}

function element(tag: string, name: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
