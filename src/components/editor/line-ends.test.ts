import { history, undo } from '@codemirror/commands';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  documentOffset,
  documentSpan,
  joinLines,
  lineEnds,
  rawText,
  rawTextChange,
  splitLines,
} from './line-ends.ts';

const raw = fc
  .array(fc.constantFrom('a', '#', ' ', '\r', '\n', '\r\n', 'é', '😀'))
  .map((parts) => parts.join(''));

const stateOf = (text: string): EditorState => {
  const { document, returns } = splitLines(text);
  return EditorState.create({ doc: document, extensions: [lineEnds(returns), history()] });
};

const after = (state: EditorState, spec: TransactionSpec): EditorState => state.update(spec).state;

const undone = (state: EditorState): EditorState => {
  let before = state;
  undo({ state, dispatch: (transaction) => (before = transaction.state) });
  return before;
};

test('a raw text comes back as it went in', () => {
  fc.assert(
    fc.property(raw, (text) => {
      expect(joinLines(splitLines(text))).toBe(text);
      expect(rawText(stateOf(text))).toBe(text);
    }),
  );
});

test('an offset points at the same character in the document as in the raw text', () => {
  fc.assert(
    fc.property(raw, (text) => {
      const { document, returns } = splitLines(text);
      for (let at = 0; at < text.length; at++) {
        const isReturn = text.startsWith('\r\n', at);
        expect(document[documentOffset(returns, at)]).toBe(isReturn ? '\n' : text[at]);
      }
      expect(documentOffset(returns, text.length)).toBe(document.length);
    }),
  );
});

test('a span from anywhere lies in the document', () => {
  fc.assert(
    fc.property(raw, fc.integer(), fc.integer(), (text, one, other) => {
      const { from, to } = documentSpan(stateOf(text), { from: one, to: other });
      expect(0 <= from && from <= to && to <= splitLines(text).document.length).toBe(true);
    }),
  );
});

test('a newer text from outside takes the place of any older one, and can be undone', () => {
  fc.assert(
    fc.property(raw, raw, (before, text) => {
      const state = stateOf(before);
      const change = rawTextChange(state, text);
      if (change === undefined) {
        expect(before).toBe(text);
        return;
      }
      const now = after(state, change);
      expect(rawText(now)).toBe(text);
      if (now.doc.toString() !== state.doc.toString()) expect(rawText(undone(now))).toBe(before);
    }),
  );
});

test('any edit can be undone to the same line ends', () => {
  const place = fc.nat(40);
  fc.assert(
    fc.property(raw, place, place, fc.constantFrom('', 'x', '\n', 'x\ny\n'), (text, one, other, insert) => {
      const state = stateOf(text);
      const within = (at: number): number => Math.min(at, state.doc.length);
      const [from, to] = [within(Math.min(one, other)), within(Math.max(one, other))];
      const now = after(state, { changes: { from, to, insert }, userEvent: 'input' });
      expect(rawText(undone(now))).toBe(text);
    }),
  );
});

test('a new line ends like the one in which it was begun', () => {
  const windows = stateOf('a\r\nb\r\n');
  expect(rawText(after(windows, { changes: { from: 1, insert: '\nx' } }))).toBe('a\r\nx\r\nb\r\n');
  expect(rawText(after(windows, { changes: { from: 4, insert: 'c\n' } }))).toBe('a\r\nb\r\nc\r\n');
  const unix = stateOf('a\nb');
  expect(rawText(after(unix, { changes: { from: 3, insert: '\n' } }))).toBe('a\nb\n');
});
