import { readEdit } from './edit-json.ts';
import type { Edit } from './edit.ts';
import { formatVersion } from './format-version.ts';

/** What the keys of the reader's own edits begin with; the slot follows. */
export const editKey = 'drydock:own:edit:';

/**
 * The reader's own edits as they are stored, for a page that only shows them. What cannot be read is passed over and left
 * where it is: the workbench sets it aside and tells of it. Never throws.
 */
export function storedEdits(): Edit[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(editKey))
      .flatMap((key) => editAt(key) ?? []);
  } catch {
    return [];
  }
}

function editAt(key: string): Edit | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof found !== 'object' || found === null) return undefined;
    const { formatVersion: version, edit: stored } = found as Partial<Record<string, unknown>>;
    const edit = version === formatVersion ? readEdit(stored) : undefined;
    return edit?.slot === key.slice(editKey.length) ? edit : undefined;
  } catch {
    return undefined;
  }
}
