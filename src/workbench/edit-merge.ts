import type { Edit } from './edit.ts';
import { merge, resolveConflict } from './merge.ts';

/** An edit, or none: the file is as it is generated. */
export type MaybeEdit = Edit | null;

export const sameEdit = (one: MaybeEdit, other: MaybeEdit): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.base === other.base &&
    one.text === other.text &&
    one.executable === other.executable);

/**
 * Brings together what two tabs made of one edit.
 *
 * @param common what both began with
 * @returns `undefined` when both changed the same place: then both must be kept
 */
export function mergeEdits(common: MaybeEdit, mine: MaybeEdit, theirs: MaybeEdit): MaybeEdit | undefined {
  if (sameEdit(mine, theirs) || sameEdit(common, theirs)) return mine;
  if (sameEdit(common, mine)) return theirs;
  if (mine === null || theirs === null) return undefined;
  const base = mergeTexts(common?.base ?? mine.base, mine.base, theirs.base);
  const text = mergeTexts(common?.text ?? mine.base, mine.text, theirs.text);
  if (base === undefined || text === undefined) return undefined;
  const executable = mine.executable === common?.executable ? theirs.executable : mine.executable;
  return { slot: mine.slot, base, text, ...(executable === undefined ? {} : { executable }) };
}

function mergeTexts(
  common: string | null,
  mine: string | null,
  theirs: string | null,
): string | null | undefined {
  if (mine === theirs || common === theirs) return mine;
  if (common === mine) return theirs;
  if (mine === null || theirs === null) return undefined;
  let merged = merge(common ?? '', mine, theirs);
  // What both put in at one place goes there one below the other.
  for (const conflict of merged.conflicts.toReversed())
    if (conflict.base === '') merged = resolveConflict(merged, conflict, 'both');
  return merged.conflicts.length === 0 ? merged.text : undefined;
}
