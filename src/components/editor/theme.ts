import { EditorView } from '@codemirror/view';

/**
 * The editor in the measures of the static text whose place it takes (`code.css`): same face, size, line height and
 * gutter, so that no pixel moves. Colours are the page's own properties, which know light from dark.
 */
export const theme = EditorView.theme({
  '&': { height: '100%', background: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    fontFamily: 'var(--code-face)',
    fontSize: 'var(--code-size)',
    lineHeight: 'var(--code-line)',
    fontVariantLigatures: 'none',
    overscrollBehavior: 'contain',
  },
  '.cm-content': { padding: 'var(--code-pad) 0', caretColor: 'var(--blue)' },
  '.cm-line': { padding: '0 var(--code-pad) 0 0' },
  '.cm-gutters': { background: 'var(--sheet)', border: '0', color: 'var(--comment)' },
  '.cm-gutter.cm-marks': { width: 'var(--code-marks)' },
  '.cm-gutter.cm-marks .cm-gutterElement': { textAlign: 'right', cursor: 'pointer' },
  '.cm-gutter.cm-lineNumbers': { width: 'var(--code-numbers)' },
  '.cm-gutter.cm-lineNumbers .cm-gutterElement': {
    padding: '0 12px 0 0',
    minWidth: '0',
    fontSize: 'var(--code-number-size)',
  },
  '.cm-activeLine': { background: 'transparent' },
  '&.cm-focused .cm-activeLine': { background: 'var(--blue-wash)' },
  '.cm-activeLineGutter': { background: 'transparent' },
  '.cm-panels': { background: 'var(--well)', color: 'inherit', borderColor: 'var(--rule)' },
  '.cm-tooltip': { background: 'var(--sheet)', border: '1px solid var(--rule-strong)', maxWidth: '34em' },
});
