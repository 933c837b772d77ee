import type { Choices } from '../stack/choices.ts';
import type { GeneratedFile, GeneratedStack } from '../stack/generate/index.ts';
import { kindOf } from '../stack/read/kind.ts';
import type { Stack, StackFile } from '../stack/stack.ts';
import { merge, type Conflict } from './merge.ts';
import { pathOfSlot } from './paths.ts';

/** What the reader did to one file. Stored as it is, and merged anew whenever the generated text changes. */
export interface Edit {
  /** A generated file's slot, or the path of a file of the reader's own. */
  slot: string;
  /** The generated text that was edited; `null` for a file that the reader added. */
  base: string | null;
  /** The reader's text; `null` for a file that the reader deleted. */
  text: string | null;
  /** Only where the reader changed the mode. */
  executable?: boolean;
}

/** A file as the reader sees it: generated, edited, or the reader's own. */
export interface OpenFile extends StackFile {
  slot: string;
  /** Whether it differs from what is generated, or is the reader's own. */
  edited: boolean;
  /** What the choices give for it; absent for a file of the reader's own. */
  generated?: GeneratedFile;
  /** Where the reader's text and the newly generated one could not be brought together, in order. */
  conflicts: readonly Conflict[];
  /** What `text` is an edit of: to be stored with it. */
  base: string | null;
}

/** An edit that shows in no file at present. Nothing of it is lost. */
export interface Aside {
  slot: string;
  path: string;
  /** The reader deleted the file, or the choices leave it out and the edit waits for it. */
  why: 'deleted' | 'left out';
}

/**
 * The files that the reader sees: the generated ones with the edits in them, in their order, then the reader's own.
 * An edit of a file that the choices leave out is kept aside until the file comes back.
 */
export function applyEdits(
  generated: GeneratedStack,
  edits: Iterable<Edit>,
  choices: Choices,
): { files: OpenFile[]; aside: Aside[] } {
  const files: OpenFile[] = [];
  const aside: Aside[] = [];
  const byPath = new Map<string, Edit>();
  for (const edit of [...edits].sort(bySlot)) {
    const path = pathOfSlot(edit.slot, choices);
    // A new name of the project can give two files one path: the second waits until there is room for it.
    if (byPath.has(path)) aside.push({ slot: edit.slot, path, why: 'left out' });
    else byPath.set(path, edit);
  }
  for (const [path, file] of generated) {
    const edit = byPath.get(path);
    byPath.delete(path);
    if (edit?.text === null) aside.push({ slot: edit.slot, path, why: 'deleted' });
    else files.push(edit?.text === undefined ? untouched(file) : edited(file, edit.text, edit));
  }
  for (const [path, edit] of byPath) {
    if (edit.base === null && edit.text !== null) files.push(ownFile(path, edit.text, edit));
    else if (edit.base !== null) aside.push({ slot: edit.slot, path, why: 'left out' });
  }
  return { files, aside };
}

/** The files as the checker reads them. */
export const stackOf = (files: readonly OpenFile[]): Stack =>
  new Map(files.map(({ path, kind, text, executable }) => [path, { path, kind, text, executable }] as const));

/** The file's edit with something changed; none when that makes it what is generated. */
export function editOf(file: OpenFile, change: { text?: string; executable?: boolean }): Edit | null {
  const { slot, generated } = file;
  const text = change.text ?? file.text;
  const executable = change.executable ?? file.executable;
  if (generated?.text === text && generated.executable === executable) return null;
  const ownMode = generated === undefined || generated.executable !== executable;
  return { slot, base: file.base, text, ...(ownMode ? { executable } : {}) };
}

/** The file as it was before, if nothing about it has changed: what shows it need not look again. */
export const unchanged = (before: OpenFile | undefined, now: OpenFile): OpenFile =>
  before !== undefined &&
  before.path === now.path &&
  before.generated === now.generated &&
  before.text === now.text &&
  before.base === now.base &&
  before.executable === now.executable &&
  before.edited === now.edited
    ? before
    : now;

// In the order of code units, which is the same everywhere.
const bySlot = (one: Edit, other: Edit): number => (one.slot < other.slot ? -1 : 1);

const untouched = (file: GeneratedFile): OpenFile => ({
  slot: file.slot,
  path: file.path,
  kind: file.kind,
  text: file.text,
  executable: file.executable,
  edited: false,
  generated: file,
  conflicts: [],
  base: file.text,
});

function edited(file: GeneratedFile, mine: string, edit: Edit): OpenFile {
  const merged = merge(edit.base ?? '', mine, file.text);
  const executable = edit.executable ?? file.executable;
  return {
    ...untouched(file),
    text: merged.text,
    executable,
    edited: merged.text !== file.text || executable !== file.executable,
    conflicts: merged.conflicts,
    // Until a file of the reader's own is at one with a generated one of the same path, it stays the reader's own.
    base: edit.base === null && merged.conflicts.length > 0 ? null : merged.base,
  };
}

const ownFile = (path: string, text: string, edit: Edit): OpenFile => ({
  slot: edit.slot,
  path,
  kind: kindOf(path, text),
  text,
  executable: edit.executable ?? false,
  edited: true,
  conflicts: [],
  base: null,
});
