import { history, historyKeymap, standardKeymap, toggleComment } from '@codemirror/commands';
import { indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Annotation, Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Problem } from '../../stack/rules/rule.ts';
import type { FileKind, Span } from '../../stack/stack.ts';
import { codeHighlighter } from '../code/classes.ts';
import { showProblems } from './diagnostics.ts';
import { inkMarks, showInk } from './ink.ts';
import { languageOf, loadLanguage } from './languages.ts';
import { documentSpan, lineEnds, rawText, rawTextChange, splitLines } from './line-ends.ts';
import { problemMarks } from './marks.ts';
import { openRedline, redline, type RedlineActions } from './redline.ts';
import { searchKeys } from './search-keys.ts';
import { tabKey, type TabKey } from './tab-key.ts';
import { theme } from './theme.ts';

export type { TabKey } from './tab-key.ts';

type Place = Pick<Span, 'from' | 'to'>;

/** A file as the editor takes it. All texts and offsets are raw: `\r` is kept and counted. */
export interface EditorFile {
  /** Stays the same for the same file, whatever its path becomes: undo goes by it. */
  id: string;
  text: string;
  kind: FileKind;
  /** What the file is called to a screen reader. */
  label: string;
  /** Where the reader's own names stand. */
  ink: readonly Place[];
}

export interface EditorEvents extends RedlineActions {
  /** The reader has changed a file; what comes through `show` is not told. */
  onChange(id: string, text: string): void;
  onTabKey(tabKey: TabKey): void;
}

export interface Editor {
  /** Shows a file, or the newer text of the one that is shown. Each keeps its cursor, its scroll position and its undo. */
  show(file: EditorFile): void;
  /** Replaces the marks; the spans are those of the text that is shown. */
  setProblems(problems: readonly Problem[]): void;
  /** Goes to a place and opens what there is to say of it. */
  reveal(place: Place): void;
  /** Puts the cursor in, at `selection` if there is one. Who comes by pointer means to write: Tab then indents. */
  focus(by: 'pointer' | 'keyboard', selection?: Place): void;
  /** Scrolls to where the static text was. */
  scrollTo(top: number, left: number): void;
  destroy(): void;
}

const fromOutside = Annotation.define<true>();
const language = new Compartment();

/**
 * An editor for several files, one at a time.
 *
 * @param describedBy the id of the element that says which key leaves the editor
 */
export function createEditor(
  parent: HTMLElement,
  first: EditorFile,
  describedBy: string,
  events: EditorEvents,
): Editor {
  const left = new Map<string, { state: EditorState; scroll: ReturnType<EditorView['scrollSnapshot']> }>();
  let current = first;

  const extensions: Extension = [
    problemMarks,
    lineNumbers(),
    history(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    indentOnInput(),
    syntaxHighlighting(codeHighlighter),
    theme,
    redline(events),
    // Within the colours of the code, so that a name in a comment is ink all the same.
    Prec.highest(inkMarks),
    tabKey((key) => events.onTabKey(key)),
    searchKeys,
    keymap.of([{ key: 'Mod-/', run: toggleComment }, ...standardKeymap, ...historyKeymap]),
    EditorState.tabSize.of(4),
    EditorView.contentAttributes.of(() => ({
      'aria-label': current.label,
      'aria-describedby': describedBy,
      // It can be reached as it is; tools that look for what can be do not all know.
      tabindex: '0',
      // Phones would capitalise, correct and underline what is no prose.
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
    })),
    EditorView.updateListener.of(({ docChanged, transactions, state }) => {
      if (docChanged && !transactions.some((one) => one.annotation(fromOutside)))
        events.onChange(current.id, rawText(state));
    }),
  ];

  const create = (file: EditorFile): EditorState => {
    const { document, returns } = splitLines(file.text);
    return EditorState.create({
      doc: document,
      extensions: [
        extensions,
        lineEnds(returns),
        indentUnit.of(file.kind === 'compose' ? '  ' : '    '),
        language.of([]),
      ],
    });
  };

  const view = new EditorView({ state: create(first), parent });
  view.setTabFocusMode(true);

  const highlight = (file: EditorFile): void => {
    const ready = languageOf(file.kind);
    if (ready) view.dispatch({ effects: language.reconfigure(ready) });
    else
      void loadLanguage(file.kind).then(() => {
        const loaded = languageOf(file.kind);
        if (loaded && current.id === file.id) view.dispatch({ effects: language.reconfigure(loaded) });
      });
  };

  const refresh = (file: EditorFile): void => {
    current = file;
    const change = rawTextChange(view.state, file.text);
    if (change) view.dispatch({ ...change, annotations: fromOutside.of(true) });
    view.dispatch(showInk(view.state, file.ink));
  };

  refresh(first);
  highlight(first);

  return {
    show(file) {
      if (file.id !== current.id) {
        left.set(current.id, { state: view.state, scroll: view.scrollSnapshot() });
        const before = left.get(file.id);
        current = file;
        view.setState(before?.state ?? create(file));
        view.dispatch({ effects: before?.scroll ?? EditorView.scrollIntoView(0) });
        view.setTabFocusMode(true);
        events.onTabKey('leaves');
        highlight(file);
      }
      refresh(file);
    },
    setProblems(problems) {
      view.dispatch(showProblems(view.state, problems));
    },
    reveal(place) {
      const { from } = documentSpan(view.state, place);
      view.dispatch({
        selection: { anchor: from },
        effects: [openRedline.of(from), EditorView.scrollIntoView(from, { y: 'center' })],
      });
    },
    focus(by, selection) {
      if (selection) {
        const { from, to } = documentSpan(view.state, selection);
        view.dispatch({ selection: { anchor: from, head: to } });
      }
      view.focus();
      view.setTabFocusMode(by === 'keyboard');
      events.onTabKey(by === 'keyboard' ? 'leaves' : 'indents');
    },
    scrollTo(top, left) {
      view.scrollDOM.scrollTo({ top, left, behavior: 'instant' });
    },
    destroy() {
      view.destroy();
    },
  };
}
