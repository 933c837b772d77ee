import type { Edit } from './edit.ts';
import { readEdit } from './edit-json.ts';
import { mergeEdits, sameEdit, type MaybeEdit } from './edit-merge.ts';
import type { SafeStorage, Trouble } from './storage.ts';

/** A state of an edit as it is stored: what a tab wrote, and the how manieth time it wrote this file. */
interface Revision {
  tab: string;
  count: number;
  edit: MaybeEdit;
}

/** For each tab, up to which of its writes something is known. */
type Seen = Map<string, number>;

interface StoredEdit extends Revision {
  /** What the revision was made with knowledge of, itself included. */
  seen: Seen;
}

/** What the store has to tell. */
export interface EditListener {
  /** Another tab changed the edit. */
  changed(slot: string, edit: MaybeEdit): void;
  /** Another tab changed the same place: the reader's own version stays, and theirs must be kept elsewhere. */
  parted(slot: string, theirs: MaybeEdit): void;
  trouble(trouble: Trouble): void;
}

/** Runs a task while no other tab runs one; at once where the browser has no locks. */
export type Exclusively = (task: () => void) => void;

/**
 * How many tabs' writes a stored edit knows of, and how many states of it a tab remembers to find the one that two have
 * in common. Where they forget, more than needed is kept; nothing is lost.
 */
const remembered = 20;

/**
 * The edits of one workspace, one key for each file. What the reader writes is in memory at once and in the storage next.
 * A revision that this tab does not know is merged with its own before anything is written, so that two tabs never
 * overwrite each other unseen; also when the storage shows the other's write late, and the write is found to be lost.
 */
export class EditStore {
  private readonly files = new Map<string, FileState>();
  private readonly storage: SafeStorage;
  private readonly prefix: string;
  private readonly tab: string;
  private readonly exclusively: Exclusively;
  private readonly listener: EditListener;

  constructor(options: {
    storage: SafeStorage;
    /** What the keys begin with; the slot follows. */
    prefix: string;
    /** A name that no other tab has. */
    tab: string;
    exclusively: Exclusively;
    listener: EditListener;
  }) {
    this.storage = options.storage;
    this.prefix = options.prefix;
    this.tab = options.tab;
    this.exclusively = options.exclusively;
    this.listener = options.listener;
    for (const key of this.storage.keys(this.prefix)) {
      const slot = key.slice(this.prefix.length);
      const stored = this.stored(slot);
      if (stored?.edit) this.stateOf(slot).adopt(stored);
      else if (stored) this.sweep(slot);
    }
  }

  /** All edits, in no particular order. */
  edits(): Edit[] {
    return [...this.files.values()].flatMap(({ edit }) => edit ?? []);
  }

  get(slot: string): MaybeEdit {
    return this.files.get(slot)?.edit ?? null;
  }

  /** Takes the reader's edit; `null` makes the file as it is generated. */
  set(slot: string, edit: MaybeEdit): void {
    const state = this.stateOf(slot);
    if (sameEdit(state.edit, edit)) return;
    state.edit = edit;
    state.unsaved = true;
    if (state.waiting) return;
    state.waiting = true;
    this.exclusively(() => {
      state.waiting = false;
      this.save(slot, state);
    });
  }

  /** Writes at once what waits for its turn or could not be written before. */
  flush(): void {
    for (const [slot, state] of this.files) this.save(slot, state);
  }

  /** To be called when another tab has written this key. */
  heard(key: string): void {
    if (!key.startsWith(this.prefix)) return;
    const slot = key.slice(this.prefix.length);
    this.exclusively(() => {
      const state = this.stateOf(slot);
      // What is gone from the storage and still on the screen is stored again.
      if (this.stored(slot) === undefined) state.unsaved = state.edit !== null;
      else this.catchUp(slot, state);
      this.save(slot, state);
    });
  }

  /** Removes the trace of an edit that was taken back. Tabs that were open then have heard of it; a new one needs none. */
  private sweep(slot: string): void {
    this.exclusively(() => {
      if (this.stored(slot)?.edit === null) this.storage.remove(this.prefix + slot);
    });
  }

  private stateOf(slot: string): FileState {
    let state = this.files.get(slot);
    if (state === undefined) this.files.set(slot, (state = new FileState()));
    return state;
  }

  private save(slot: string, state: FileState): void {
    if (!state.unsaved) return;
    this.catchUp(slot, state);
    if (!state.unsaved) return;
    const count = (state.seen.get(this.tab) ?? 0) + 1;
    const stored = { tab: this.tab, count, edit: state.edit, seen: withSeen(state.seen, this.tab, count) };
    const trouble = this.storage.write(this.prefix + slot, { ...stored, seen: [...stored.seen] });
    if (trouble !== undefined) this.listener.trouble(trouble);
    else state.adopt(stored);
  }

  /** Brings what is stored by now into this tab's state. */
  private catchUp(slot: string, state: FileState): void {
    const stored = this.stored(slot);
    if (stored === undefined || isSeen(stored, state.seen)) return;
    const inStep = !state.unsaved && state.history.slice(0, 1).every((known) => isSeen(known, stored.seen));
    const common = state.history.find((revision) => isSeen(revision, stored.seen))?.edit ?? null;
    const merged = inStep ? stored.edit : mergeEdits(common, state.edit, stored.edit);
    if (merged === undefined) this.listener.parted(slot, stored.edit);
    const before = state.edit;
    state.adopt(stored);
    state.edit = merged === undefined ? before : merged;
    state.unsaved = !sameEdit(state.edit, stored.edit);
    if (!sameEdit(state.edit, before)) this.listener.changed(slot, state.edit);
  }

  private stored(slot: string): StoredEdit | undefined {
    const { value, trouble } = this.storage.read(this.prefix + slot, (found) => readStored(slot, found));
    // A storage that cannot be read cannot be written either, and that is told then.
    if (trouble !== undefined && trouble !== 'blocked') this.listener.trouble(trouble);
    return value;
  }
}

/** One file in this tab. */
class FileState {
  edit: MaybeEdit = null;
  /** Whether `edit` is newer than what is stored. */
  unsaved = false;
  /** Whether it waits for its turn to be stored. */
  waiting = false;
  seen: Seen = new Map();
  /** The stored states that this tab has made or taken over, the newest first. */
  readonly history: Revision[] = [];

  adopt({ tab, count, edit, seen }: StoredEdit): void {
    this.edit = edit;
    this.unsaved = false;
    for (const [one, upTo] of [...seen].reverse()) this.seen = withSeen(this.seen, one, upTo);
    this.history.unshift({ tab, count, edit });
    this.history.length = Math.min(this.history.length, remembered);
  }
}

const isSeen = ({ tab, count }: Revision, seen: Seen): boolean => (seen.get(tab) ?? 0) >= count;

/** The knowledge with one tab's writes added, which come to the front; what has not been heard of for longest falls out. */
function withSeen(seen: Seen, tab: string, count: number): Seen {
  const upTo = Math.max(count, seen.get(tab) ?? 0);
  const others = [...seen].filter(([other]) => other !== tab);
  return new Map([[tab, upTo] as const, ...others].slice(0, remembered));
}

function readStored(slot: string, found: object): StoredEdit | undefined {
  const { tab, count, seen, edit } = found as Partial<Record<string, unknown>>;
  if (typeof tab !== 'string' || !isCount(count) || !Array.isArray(seen) || !seen.every(isSeenPair))
    return undefined;
  const rest = { tab, count, seen: withSeen(new Map(seen), tab, count) };
  if (edit === null) return { ...rest, edit };
  const read = readEdit(edit);
  return read?.slot === slot ? { ...rest, edit: read } : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const isSeenPair = (value: unknown): value is [string, number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isCount(value[1]);
