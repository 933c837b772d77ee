import { zipSync, type Zippable } from 'fflate';
import type { StackFile } from '../stack/stack.ts';

/** In the zip's central directory: the attributes are those of Unix. */
const unix = 3;
const regularFile = 0o100000;

/**
 * The first day that a zip can tell, for every file: equal stacks give equal bytes. Zips hold local time, and at noon no
 * time zone has a change of its clock.
 */
const fixedDate = new Date(1980, 0, 1, 12);

/**
 * Packs files into a zip with one folder at its top. Scripts are executable when it is unpacked on Unix.
 *
 * @param folder the name of that folder
 */
export function zipStack(files: Iterable<StackFile>, folder: string): Uint8Array<ArrayBuffer> {
  const utf8 = new TextEncoder();
  const entries: Zippable = {};
  for (const { path, text, executable } of [...files].sort((one, other) => (one.path < other.path ? -1 : 1)))
    entries[`${folder}/${path}`] = [
      utf8.encode(text),
      { os: unix, attrs: (regularFile | (executable === true ? 0o755 : 0o644)) * 0x10000, mtime: fixedDate },
    ];
  return zipSync(entries, { level: 9 });
}
