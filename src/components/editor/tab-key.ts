import { indentWithTab } from '@codemirror/commands';
import { Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/** What Tab does: go on to the next control, or indent. */
export type TabKey = 'leaves' | 'indents';

/**
 * Tab leaves the editor until the reader types or clicks in it; Escape makes it leave again, for as long as nothing
 * is typed, so that nobody is trapped and nobody is hurried.
 */
export function tabKey(onChange: (tabKey: TabKey) => void): Extension {
  const set = (view: EditorView, tabKey: TabKey): false => {
    view.setTabFocusMode(tabKey === 'leaves');
    onChange(tabKey);
    return false;
  };
  return [
    keymap.of([indentWithTab]),
    Prec.high(
      EditorView.domEventHandlers({
        mousedown: (_, view) => set(view, 'indents'),
        blur: (_, view) => set(view, 'leaves'),
        // Before CodeMirror's own handler, whose Escape lets Tab through for two seconds only.
        keydown: (event, view) => event.key === 'Escape' && set(view, 'leaves'),
      }),
    ),
    EditorView.updateListener.of(({ view, transactions }) => {
      if (transactions.some((one) => one.isUserEvent('input') || one.isUserEvent('delete')))
        set(view, 'indents');
    }),
  ];
}
