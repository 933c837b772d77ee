import { syntaxHighlighting } from '@codemirror/language';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import type { FileKind } from '../../stack/stack.ts';
import { codeHighlighter } from '../code/classes.ts';
import { languageOf } from './languages.ts';
import { splitLines } from './line-ends.ts';
import { theme } from './theme.ts';

interface Comparison {
  kind: FileKind;
  generated: string;
  mine: string;
  /** Otherwise one under the other, for narrow screens. */
  sideBySide: boolean;
}

/** What differs in the page's own colours; CodeMirror's are not made for a dark page of ours. */
const differences = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { background: 'var(--red-wash)' },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine': { background: 'var(--blue-wash)' },
  '.cm-changedText, .cm-deletedText': { background: 'none' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    textDecoration: 'line-through var(--red)',
    background: 'none',
  },
  '&.cm-merge-b .cm-changedText, .cm-changedText': {
    background: 'color-mix(in oklch, var(--blue) 16%, transparent)',
  },
  '.cm-collapsedLines': { background: 'var(--well)', color: 'var(--soft)' },
});

/**
 * Draws two versions of a file and what differs. Neither can be edited here.
 *
 * @returns takes it away again
 */
export function compare(parent: HTMLElement, { kind, generated, mine, sideBySide }: Comparison): () => void {
  const [before, after] = [generated, mine].map((text) => splitLines(text).document) as [string, string];
  const reading = (label: string): Extension => [
    lineNumbers(),
    languageOf(kind) ?? [],
    syntaxHighlighting(codeHighlighter),
    theme,
    differences,
    EditorState.lineSeparator.of('\n'),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  ];
  const collapseUnchanged = { margin: 3, minSize: 6 };
  const view = sideBySide
    ? new MergeView({
        parent,
        a: { doc: before, extensions: reading('What your choices give') },
        b: { doc: after, extensions: reading('Yours') },
        collapseUnchanged,
        gutter: false,
      })
    : new EditorView({
        parent,
        doc: after,
        extensions: [
          reading('Yours, with what your choices give struck through'),
          unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged, gutter: false }),
        ],
      });
  return () => view.destroy();
}
