/** How the reader came to the editor, read from the static text before it goes. */
export interface Arrival {
  /** `undefined` when nobody reached for it. */
  by: 'pointer' | 'keyboard' | undefined;
  /** What was selected, as offsets of the text. */
  selection: { from: number; to: number } | undefined;
  scrollTop: number;
  scrollLeft: number;
}

/** Reads the selection and the scroll position of a static text. */
export function arrivalAt(still: Element | null, by: Arrival['by']): Arrival {
  return {
    by,
    selection: still ? selectionIn(still) : undefined,
    scrollTop: still?.scrollTop ?? 0,
    scrollLeft: still?.scrollLeft ?? 0,
  };
}

function selectionIn(still: Element): Arrival['selection'] {
  const text = still.querySelector('.text');
  const selection = getSelection();
  if (!text || !selection || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  return { from, to: from + range.toString().length };
}
