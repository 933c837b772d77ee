import type { ReadableAtom } from 'nanostores';
import type { ChoiceId, Choices } from '../stack/choices.ts';
import type { Fix, Problem } from '../stack/rules/rule.ts';
import type { Aside, Edit, OpenFile } from './edit.ts';
import type { Conflict, Resolution } from './merge.ts';
import type { Notice } from './notices.ts';
import type { Snapshot } from './snapshots.ts';
import type { Workspace } from './workspace.ts';

export type { Snapshot } from './snapshots.ts';

/** What the checker says about the files. */
export interface Checked {
  problems: readonly Problem[];
  /** The same by path, for every file that has any. */
  byPath: ReadonlyMap<string, readonly Problem[]>;
  /** `checking` while the files are newer than the problems; `unavailable` when there is no checker, which a notice tells. */
  state: 'checking' | 'checked' | 'unavailable';
}

/** Fresh problems, sorted to their files. */
export function checked(problems: readonly Problem[]): Checked {
  const byPath = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { path } = problem.at;
    byPath.set(path, [...(byPath.get(path) ?? []), problem]);
  }
  return { problems, byPath, state: 'checked' };
}

/** Why something was not done, in words for the reader; `undefined` when it was. */
export type Refusal = string | undefined;

/** The reader's workspace: what they chose and wrote, and what follows from it. Every act shows in the stores at once. */
export interface Workbench {
  readonly workspace: Workspace;
  readonly $choices: ReadableAtom<Choices>;
  /** In the order in which they are shown. A file that did not change stays the same object. */
  readonly $files: ReadableAtom<readonly OpenFile[]>;
  /** Deleted files and edits that wait for their file. */
  readonly $aside: ReadableAtom<readonly Aside[]>;
  /** The slot of the file that is open; always that of a file in `$files`, unless there is none. */
  readonly $active: ReadableAtom<string>;
  readonly $problems: ReadableAtom<Checked>;
  readonly $notices: ReadableAtom<readonly Notice[]>;
  /** The newest first. */
  readonly $snapshots: ReadableAtom<readonly Snapshot[]>;

  /** What the reader wrote, as it is stored and merged; in no particular order. */
  written(): readonly Edit[];
  /** Commits a choice as it is written in a form, and merges it into the edited files. */
  setChoice(id: ChoiceId, written: string): Refusal;
  /** Opens a file; a slot that is not there is left alone. */
  open(slot: string): void;
  /** Takes a file's new text, raw; `null` deletes the file. */
  edit(slot: string, text: string | null): void;
  /** Adds a file of the reader's own and opens it. */
  add(path: string, text: string): Refusal;
  setExecutable(slot: string, executable: boolean): void;
  /** Does all steps of a fix of the problems that are shown, or none of them. */
  applyFix(fix: Fix): Refusal;
  /** Decides one of the file's conflicts. */
  resolve(slot: string, conflict: Conflict, how: Resolution): void;
  /** Makes the file what the choices give for it, a snapshot of the reader's own first. Brings back a deleted file, too. */
  restart(slot: string): void;
  /** Keeps the file as it is now, under a name. */
  snapshot(slot: string, name: string): void;
  /** Makes the file what it was in the snapshot, a snapshot of what it is first. */
  restore(id: string): void;
  /**
   * The fragment of a link that carries choices and edits, `.env` files left out. What packs it is loaded when it is
   * first asked for; rejects when that cannot be had.
   */
  share(): Promise<{ fragment: string } | { message: string }>;
  /** The stack as a zip with one folder in it; rejects as `share` does. */
  download(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }>;
  dismiss(notice: Notice): void;
  /** Writes down what is still on its way to the storage. For the moment when the page is left. */
  flush(): void;
  /** Lets go of the worker and of all listeners. */
  close(): void;
}
