import { invertedEffects } from '@codemirror/commands';
import {
  EditorState,
  MapMode,
  StateEffect,
  StateField,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * CodeMirror knows one kind of line end. A file's own ones are kept beside its document: the offsets of those line
 * ends that are `\r\n` in the raw text. All offsets in `returns` are the document's, in ascending order.
 */
export interface Lines {
  document: string;
  returns: readonly number[];
}

/** Takes raw text apart; `joinLines` is its inverse. A `\r` elsewhere than before `\n` stays in the document. */
export function splitLines(raw: string): Lines {
  const returns: number[] = [];
  const document = raw.replace(/\r\n/g, (_, offset: number) => {
    returns.push(offset - returns.length);
    return '\n';
  });
  return { document, returns };
}

/** The raw text of a document. */
export function joinLines({ document, returns }: Lines): string {
  let raw = '';
  let from = 0;
  for (const at of returns) {
    raw += `${document.slice(from, at)}\r`;
    from = at;
  }
  return raw + document.slice(from);
}

/** Where an offset of the raw text is in the document; one between `\r` and `\n` is at the line's end. */
export function documentOffset(returns: readonly number[], raw: number): number {
  let before = 0;
  for (const at of returns) {
    if (at + before >= raw) break;
    before++;
  }
  return raw - before;
}

const restoreReturns = StateEffect.define<readonly number[]>();

/** The line ends of the document at hand that are `\r\n`. New lines end like the line in which they were begun. */
const returnsField = StateField.define<readonly number[]>({
  create: () => [],
  update(returns, transaction) {
    for (const effect of transaction.effects) if (effect.is(restoreReturns)) return effect.value;
    if (!transaction.docChanged || returns.length === 0) return returns;
    const kept = returns
      .map((at) => transaction.changes.mapPos(at, 1, MapMode.TrackAfter))
      .filter((at) => at !== null);
    return [...kept, ...addedReturns(returns, transaction)].sort((a, b) => a - b);
  },
});

function addedReturns(returns: readonly number[], { startState, changes }: Transaction): number[] {
  const before = new Set(returns);
  const added: number[] = [];
  changes.iterChanges((fromA, _toA, fromB, _toB, inserted) => {
    const line = startState.doc.lineAt(fromA);
    // The last line has no end of its own: it goes by the one above it.
    const end = line.to === startState.doc.length && line.number > 1 ? line.from - 1 : line.to;
    if (!before.has(end)) return;
    let at = fromB;
    for (const text of inserted.iterLines()) {
      at += text.length;
      if (at < fromB + inserted.length) added.push(at);
      at++;
    }
  });
  return added;
}

/** What a state needs so that `rawText` gives back the line ends that went in, also after an undo. */
export function lineEnds(returns: readonly number[]): Extension {
  return [
    EditorState.lineSeparator.of('\n'),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, '\n')),
    returnsField.init(() => returns),
    invertedEffects.of(({ docChanged, startState }) =>
      docChanged ? [restoreReturns.of(startState.field(returnsField))] : [],
    ),
  ];
}

/** The raw text of a state. */
export const rawText = (state: EditorState): string =>
  joinLines({ document: state.doc.toString(), returns: state.field(returnsField) });

/** Where a span of the raw text is in a state's document, cut to what is there. */
export function documentSpan(
  state: EditorState,
  span: { from: number; to: number },
): { from: number; to: number } {
  const returns = state.field(returnsField);
  const within = (raw: number): number =>
    Math.max(0, Math.min(documentOffset(returns, raw), state.doc.length));
  const from = within(span.from);
  return { from, to: Math.max(from, within(span.to)) };
}

/** The transaction that makes a state's raw text `raw`, touching only what differs; `undefined` if it is that already. */
export function rawTextChange(
  state: EditorState,
  raw: string,
):
  | { changes: { from: number; to: number; insert: string }; effects: StateEffect<readonly number[]> }
  | undefined {
  if (raw === rawText(state)) return undefined;
  const { document: next, returns } = splitLines(raw);
  const now = state.doc.toString();
  const shorter = Math.min(now.length, next.length);
  let head = 0;
  while (head < shorter && now[head] === next[head]) head++;
  let tail = 0;
  while (tail < shorter - head && now[now.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  return {
    changes: { from: head, to: now.length - tail, insert: next.slice(head, next.length - tail) },
    effects: restoreReturns.of(returns),
  };
}
