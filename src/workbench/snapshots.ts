import type { MaybeEdit } from './edit-merge.ts';
import { readEdit } from './edit-json.ts';
import { refusePath } from './paths.ts';
import type { SafeStorage, Trouble } from './storage.ts';

/** A kept state of one file. */
export interface Snapshot {
  /** Later snapshots have greater ids. */
  id: string;
  slot: string;
  /** What it was kept for, or the reader's own name for it. */
  name: string;
  /** When, as an ISO date with its time. */
  at: string;
  /** The edit as it was; `null` for the file as it is generated. */
  edit: MaybeEdit;
}

/** How many snapshots a workspace keeps; the oldest make room for new ones. */
export const mostSnapshots = 20;

/**
 * The snapshots of one workspace, one key for each: tabs add to them without touching each other's. What cannot be stored
 * is kept in memory and tried again.
 */
export class SnapshotStore {
  private readonly storage: SafeStorage;
  private readonly prefix: string;
  private readonly trouble: (trouble: Trouble) => void;
  private readonly snapshots = new Map<string, Snapshot>();
  private readonly unsaved = new Set<Snapshot>();

  constructor(options: { storage: SafeStorage; prefix: string; trouble: (trouble: Trouble) => void }) {
    this.storage = options.storage;
    this.prefix = options.prefix;
    this.trouble = options.trouble;
    this.reload();
  }

  /** The newest first. */
  list(): Snapshot[] {
    return [...this.snapshots.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  get(id: string): Snapshot | undefined {
    return this.snapshots.get(id);
  }

  /** @returns the snapshots that had to make room */
  keep(snapshot: Snapshot): Snapshot[] {
    this.snapshots.set(snapshot.id, snapshot);
    this.unsaved.add(snapshot);
    const dropped = this.list().slice(mostSnapshots);
    for (const { id } of dropped) this.drop(id);
    this.flush();
    return dropped;
  }

  /** Tries again to store what could not be stored before. */
  flush(): void {
    for (const snapshot of this.unsaved) {
      const trouble = this.storage.write(this.prefix + snapshot.id, snapshot);
      if (trouble === undefined) this.unsaved.delete(snapshot);
      else this.trouble(trouble);
    }
  }

  /** To be called when another tab has written or removed a snapshot; returns the new ones. */
  reload(): Snapshot[] {
    const added: Snapshot[] = [];
    const stored = new Set(this.storage.keys(this.prefix));
    for (const [id, snapshot] of this.snapshots)
      if (!stored.has(this.prefix + id) && !this.unsaved.has(snapshot)) this.snapshots.delete(id);
    for (const key of stored) {
      const id = key.slice(this.prefix.length);
      if (this.snapshots.has(id)) continue;
      const { value, trouble } = this.storage.read(key, (found) => readSnapshot(id, found));
      if (value !== undefined) {
        this.snapshots.set(id, value);
        added.push(value);
      }
      if (trouble !== undefined) this.trouble(trouble);
    }
    return added;
  }

  private drop(id: string): void {
    for (const snapshot of this.unsaved) if (snapshot.id === id) this.unsaved.delete(snapshot);
    this.snapshots.delete(id);
    this.storage.remove(this.prefix + id);
  }
}

function readSnapshot(id: string, found: object): Snapshot | undefined {
  const { slot, name, at, edit } = found as Partial<Record<string, unknown>>;
  if (typeof slot !== 'string' || refusePath(slot) !== undefined || typeof name !== 'string')
    return undefined;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined;
  if (edit === null) return { id, slot, name, at, edit };
  const read = readEdit(edit);
  return read?.slot === slot ? { id, slot, name, at, edit: read } : undefined;
}
