import { EditorView } from '@codemirror/view';

const underline = (style: string, colour: string): Record<string, string> => ({
  backgroundImage: 'none',
  paddingBottom: '0',
  textDecoration: `underline ${style} var(--${colour})`,
  textDecorationThickness: '1.4px',
  textUnderlineOffset: '4px',
});

/**
 * The editor in the measures of the still text whose place it takes (`bench.css`): same face, size, line height and
 * gutter, so that no pixel moves. Colours are the page's own properties, which know light from dark. What CodeMirror
 * styles itself has to be said here, since its style sheet is stronger than any layer of ours.
 */
export const theme = EditorView.theme({
  '&': { height: '100%', background: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    fontFamily: 'var(--mono)',
    fontSize: 'var(--size-code)',
    lineHeight: 'var(--code-line)',
    fontVariantLigatures: 'none',
    fontFeatureSettings: "'liga' 0",
    overscrollBehavior: 'contain',
  },
  '.cm-content': { padding: 'var(--bench-pad) 0', caretColor: 'var(--blue)' },
  '.cm-line': { padding: '0 1rem 0 0' },
  '.cm-gutters': { background: 'var(--sheet)', border: '0', color: 'var(--code-comment)' },
  '.cm-marks': { width: 'var(--bench-marks)' },
  '.cm-marks .cm-gutterElement': { display: 'grid', placeItems: 'center end', cursor: 'pointer' },
  '.cm-lineNumbers .cm-gutterElement': {
    width: 'var(--bench-numbers)',
    minWidth: '0',
    padding: '0 0.75rem 0 0',
    fontSize: 'var(--bench-number)',
    lineHeight: 'calc(var(--size-code) * var(--code-line))',
  },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'transparent' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { background: 'var(--blue-wash)' },
  '& .line-error, &.cm-focused .line-error': { background: 'var(--red-wash)' },
  '& .line-warning, &.cm-focused .line-warning': { background: 'var(--amber-wash)' },
  '.cm-lintRange-error': underline('wavy', 'red'),
  '.cm-lintRange-warning': underline('dashed', 'amber'),
  '.cm-lintRange-hint': underline('dotted', 'soft'),
  '.cm-lintRange-active': { background: 'transparent' },
  '.cm-lintPoint:after': { border: '0' },
  '.cm-tooltip': {
    maxWidth: '34em',
    border: '1px solid var(--rule-strong)',
    background: 'var(--sheet)',
    font: '400 var(--size-fine) / 1.4 var(--sans)',
  },
  // With nothing left to say, CodeMirror draws an empty box.
  '.cm-tooltip:has(.cm-tooltip-lint:empty)': { display: 'none' },
  '.cm-diagnostic': { padding: '0.4rem 0.6rem', border: '0' },
  '.cm-panels': {
    background: 'var(--well)',
    color: 'inherit',
    font: '400 var(--size-fine) / 1.4 var(--sans)',
  },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--rule)' },
});
