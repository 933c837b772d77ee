import { RangeSet, StateEffect, StateField, type EditorState, type TransactionSpec } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { documentSpan } from './line-ends.ts';

const setInk = StateEffect.define<DecorationSet>();
const inked = Decoration.mark({ class: 'ink' });

/** The reader's own names, set in the accent ink; they move with the text. */
export const inkMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(setInk)) return effect.value;
    return marks.map(transaction.changes);
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** The transaction that replaces the ink; the spans are raw ones, in order. */
export function showInk(state: EditorState, spans: readonly { from: number; to: number }[]): TransactionSpec {
  const ranges = spans
    .map((span) => documentSpan(state, span))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => inked.range(from, to));
  return { effects: setInk.of(RangeSet.of(ranges, true)) };
}
