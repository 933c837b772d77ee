import type { Edit } from './edit.ts';
import { refusePath } from './paths.ts';

/**
 * Reads an edit out of a value that came from outside: a storage or a link.
 *
 * @returns `undefined` when it is not an edit, or its slot cannot be the path of a file
 */
export function readEdit(found: unknown): Edit | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const { slot, base, text, executable } = found as Partial<Record<string, unknown>>;
  if (typeof slot !== 'string' || refusePath(slot) !== undefined) return undefined;
  if (!isText(base) || !isText(text) || (base === null && text === null)) return undefined;
  if (executable !== undefined && typeof executable !== 'boolean') return undefined;
  return { slot, base, text, ...(executable === undefined ? {} : { executable }) };
}

const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';
