import type { Change } from '../stack/rules/rule.ts';
import type { Stack } from '../stack/stack.ts';
import { refusePath } from './paths.ts';

/** What a file becomes by a fix; absent where the fix leaves it. */
export interface Changed {
  text?: string;
  executable?: boolean;
}

/**
 * Carries out the steps of a fix on the files whose problems it mends.
 *
 * @returns what becomes of which path; `undefined` when any step does not fit the files, and then none may be done
 */
export function applyChanges(stack: Stack, changes: readonly Change[]): Map<string, Changed> | undefined {
  const changed = new Map<string, Changed>();
  const add = (path: string, change: Changed): void => {
    changed.set(path, { ...changed.get(path), ...change });
  };
  // From the end of each file to its beginning: no step moves the place of another.
  const replacements = changes
    .filter((change) => change.kind === 'replace')
    .sort((one, other) => other.at.from - one.at.from || other.at.to - one.at.to);
  const untouchedTo = new Map<string, number>();
  for (const { at, text } of replacements) {
    const before = changed.get(at.path)?.text ?? stack.get(at.path)?.text;
    const limit = untouchedTo.get(at.path) ?? before?.length ?? -1;
    if (before === undefined || at.from < 0 || at.from > at.to || at.to > limit) return undefined;
    add(at.path, { text: before.slice(0, at.from) + text + before.slice(at.to) });
    untouchedTo.set(at.path, at.from);
  }
  for (const change of changes) {
    if (change.kind === 'mode') {
      if (!stack.has(change.path)) return undefined;
      add(change.path, { executable: change.executable });
    } else if (change.kind === 'create') {
      const { path, text, executable } = change;
      if (stack.has(path) || changed.has(path) || refusePath(path) !== undefined) return undefined;
      add(path, { text, executable });
    }
  }
  return changed;
}
