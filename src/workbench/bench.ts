import { atom, type WritableAtom } from 'nanostores';
import type { ChoiceId, Choices } from '../stack/choices.ts';
import { generateStack, type GeneratedStack } from '../stack/generate/index.ts';
import type { Fix } from '../stack/rules/rule.ts';
import { Checker, type CheckWorker } from './checker.ts';
import type { ChoicesSource } from './choices-source.ts';
import { EditStore, type Exclusively } from './edit-store.ts';
import { applyEdits, editOf, stackOf, unchanged, type Aside, type Edit, type OpenFile } from './edit.ts';
import { sameEdit, type MaybeEdit } from './edit-merge.ts';
import { applyChanges } from './fixes.ts';
import { resolveConflict, type Conflict, type Resolution } from './merge.ts';
import { Notices, troubleNotice, type Notice } from './notices.ts';
import { pathOfSlot, refuseBeside, refusePath, slotOfPath } from './paths.ts';
import { mostSnapshots, SnapshotStore, type Snapshot } from './snapshots.ts';
import type { SafeStorage, Trouble } from './storage.ts';
import { checked, type Checked, type Refusal, type Workbench } from './workbench.ts';
import { keysOf, type Workspace } from './workspace.ts';

/** What a workbench stands on. */
export interface Footing {
  workspace: Workspace;
  storage: SafeStorage;
  choices: ChoicesSource;
  exclusively: Exclusively;
  /** Where `storage` and `pagehide` events are heard. */
  events: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** Absent where there are no workers. */
  newWorker: (() => CheckWorker) | undefined;
  /** A name that nothing else has. */
  newId(): string;
  now(): Date;
  /** Edits that a workspace begins with; those of a link. */
  first: readonly Edit[];
}

/** The name of a snapshot that holds what another tab wrote at the same place. */
const fromOtherTab = 'From another tab';

const gone = 'The files have changed since this was found. Wait a moment for the new check, and try again.';

/** The workbench over its footing: holds the stores, and decides what an act of the reader changes and keeps. */
export class Bench implements Workbench {
  readonly workspace: Workspace;
  readonly $choices: WritableAtom<Choices>;
  readonly $files = atom<readonly OpenFile[]>([]);
  readonly $aside = atom<readonly Aside[]>([]);
  readonly $active = atom('');
  readonly $problems = atom<Checked>({ problems: [], byPath: new Map(), state: 'checking' });
  readonly $snapshots = atom<readonly Snapshot[]>([]);

  /** What there is to tell; the page that opens the workbench adds to it. */
  readonly notices = new Notices();
  readonly $notices = this.notices.$all;

  private readonly footing: Footing;
  private readonly edits: EditStore;
  private readonly snapshots: SnapshotStore;
  private readonly checker: Checker;
  private readonly end: () => void;
  private generated: GeneratedStack;

  constructor(footing: Footing) {
    const { workspace, storage, choices, exclusively } = footing;
    this.footing = footing;
    this.workspace = workspace;
    const { choices: chosen, problems, trouble } = choices.load();
    this.$choices = atom(chosen);
    this.generated = generateStack(chosen);
    if (trouble !== undefined) this.notices.tell({ kind: 'choices', message: trouble });
    for (const { id, message } of problems)
      this.notices.tell({
        kind: 'choices',
        message: `A stored choice, ${id}, could not be taken. ${message}`,
      });

    const keys = keysOf(workspace);
    const told = (reason: Trouble): void => this.notices.tell(troubleNotice(reason));
    this.snapshots = new SnapshotStore({ storage, prefix: keys.snapshot, trouble: told });
    this.$snapshots.set(this.snapshots.list());
    this.edits = new EditStore({
      storage,
      prefix: keys.edit,
      tab: footing.newId(),
      exclusively,
      listener: {
        trouble: told,
        changed: (slot) => this.takeForeign(slot),
        parted: (slot, theirs) => this.keepForeign(slot, theirs),
      },
    });
    this.checker = new Checker(footing.newWorker, {
      checked: (found) => this.$problems.set(checked(found)),
      failed: (message, forGood) => this.checkerFailed(message, forGood),
    });
    // What the reader made of them is not overwritten, also where only the workspace's own entry is lost.
    for (const edit of footing.first) if (this.edits.get(edit.slot) === null) this.edits.set(edit.slot, edit);
    this.end = this.listen();
    this.refresh();
  }

  written(): readonly Edit[] {
    return this.edits.edits();
  }

  setChoice(id: ChoiceId, written: string): Refusal {
    const saved = this.footing.choices.save(id, written);
    if ('refused' in saved) return saved.refused;
    if ('trouble' in saved) this.notices.tell({ kind: 'choices', message: saved.trouble });
    return undefined;
  }

  open(slot: string): void {
    if (this.find(slot) !== undefined) this.$active.set(slot);
  }

  edit(slot: string, text: string | null): void {
    const file = this.find(slot);
    if (file === undefined || file.text === text) return;
    if (text === null) this.delete(file);
    else this.put(slot, editOf(file, { text }));
  }

  add(path: string, text: string): Refusal {
    const refused =
      refusePath(path) ??
      refuseBeside(
        path,
        this.$files.get().map((file) => file.path),
      );
    if (refused !== undefined) return refused;
    const slot = slotOfPath(path, this.$choices.get());
    this.put(slot, { slot, base: null, text });
    this.open(slot);
    return undefined;
  }

  setExecutable(slot: string, executable: boolean): void {
    const file = this.find(slot);
    if (file !== undefined && file.executable !== executable) this.put(slot, editOf(file, { executable }));
  }

  applyFix(fix: Fix): Refusal {
    const { problems, state } = this.$problems.get();
    if (state !== 'checked' || !problems.some(({ fixes }) => fixes.includes(fix))) return gone;
    const changed = applyChanges(stackOf(this.$files.get()), fix.changes);
    if (changed === undefined) return gone;
    for (const [path, change] of changed) {
      const file = this.$files.get().find((one) => one.path === path);
      const slot = file?.slot ?? slotOfPath(path, this.$choices.get());
      this.edits.set(slot, file ? editOf(file, change) : { slot, base: null, text: '', ...change });
    }
    this.refresh();
    return undefined;
  }

  resolve(slot: string, conflict: Conflict, how: Resolution): void {
    const file = this.find(slot);
    if (!file?.conflicts.includes(conflict)) return;
    if (how === 'theirs') this.keep(slot, 'Before the generated lines were taken');
    const { text, base } = resolveConflict({ ...file, base: file.base ?? '' }, conflict, how);
    this.put(slot, editOf({ ...file, base }, { text }));
  }

  restart(slot: string): void {
    if (this.edits.get(slot) === null) return;
    this.keep(slot, 'Before it was started again');
    this.put(slot, null);
  }

  snapshot(slot: string, name: string): void {
    this.keep(slot, name);
  }

  restore(id: string): void {
    const snapshot = this.snapshots.get(id);
    if (snapshot === undefined) return;
    const { slot, name, edit } = snapshot;
    if (!sameEdit(this.edits.get(slot), edit)) this.keep(slot, `Before going back to “${name}”`);
    this.put(slot, edit);
    this.open(slot);
  }

  async share(): Promise<{ fragment: string } | { message: string }> {
    const { writeShare } = await import('./share.ts');
    return writeShare({ choices: this.$choices.get(), edits: this.edits.edits() });
  }

  async download(): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
    const { zipStack } = await import('./archive.ts');
    const { project } = this.$choices.get();
    return { name: `${project}.zip`, bytes: zipStack(this.$files.get(), project) };
  }

  dismiss(notice: Notice): void {
    this.notices.dismiss(notice);
  }

  flush(): void {
    this.edits.flush();
    this.snapshots.flush();
  }

  close(): void {
    this.flush();
    this.checker.close();
    this.end();
  }

  private find(slot: string): OpenFile | undefined {
    return this.$files.get().find((file) => file.slot === slot);
  }

  private put(slot: string, edit: MaybeEdit): void {
    this.edits.set(slot, edit);
    this.refresh();
    // What gave way may have made room.
    this.snapshots.flush();
  }

  private delete(file: OpenFile): void {
    if (file.edited) this.keep(file.slot, 'Before it was deleted');
    const base = file.generated && (file.base ?? file.generated.text);
    this.put(file.slot, base === undefined ? null : { slot: file.slot, base, text: null });
  }

  private keep(slot: string, name: string, edit: MaybeEdit = this.edits.get(slot)): void {
    const at = this.footing.now().toISOString();
    const dropped = this.snapshots.keep({ id: `${at}-${this.footing.newId()}`, slot, name, at, edit });
    this.$snapshots.set(this.snapshots.list());
    for (const oldest of dropped)
      this.notices.tell({
        kind: 'snapshots',
        message: `The oldest snapshot, “${oldest.name}” of ${this.pathOf(oldest.slot)}, made room: ${mostSnapshots} are kept.`,
      });
  }

  private pathOf(slot: string): string {
    return pathOfSlot(slot, this.$choices.get());
  }

  /** Brings the stores in line with choices and edits. */
  private refresh(): void {
    const { files, aside } = applyEdits(this.generated, this.edits.edits(), this.$choices.get());
    const before = new Map(this.$files.get().map((file) => [file.slot, file]));
    const now = files.map((file) => unchanged(before.get(file.slot), file));
    this.$files.set(now);
    this.$aside.set(aside);
    if (this.find(this.$active.get()) === undefined) this.$active.set(now[0]?.slot ?? '');
    const { state } = this.$problems.get();
    if (state === 'unavailable') return;
    this.$problems.set({ ...this.$problems.get(), state: 'checking' });
    this.checker.show(stackOf(now));
  }

  private takeForeign(slot: string): void {
    this.refresh();
    this.notices.tell({
      kind: 'other tab',
      message: `${this.pathOf(slot)} was changed in another tab, and you see it as it is there.`,
    });
  }

  private keepForeign(slot: string, theirs: MaybeEdit): void {
    this.keep(slot, fromOtherTab, theirs);
    this.tellParted(slot);
  }

  private tellParted(slot: string): void {
    this.notices.tell({
      kind: 'parted',
      message: `Two tabs changed ${this.pathOf(slot)} at the same place. One version is in the file; the other is kept as the snapshot “${fromOtherTab}”.`,
    });
  }

  private checkerFailed(message: string, forGood: boolean): void {
    if (forGood) this.$problems.set({ problems: [], byPath: new Map(), state: 'unavailable' });
    this.notices.tell({ kind: 'checker', message });
  }

  private listen(): () => void {
    const { choices, events } = this.footing;
    const keys = keysOf(this.workspace);
    const onStorage = (event: Event): void => {
      const key = (event as StorageEvent).key ?? '';
      if (key.startsWith(keys.edit)) this.edits.heard(key);
      if (!key.startsWith(keys.snapshot)) return;
      for (const { slot, name } of this.snapshots.reload()) if (name === fromOtherTab) this.tellParted(slot);
      this.$snapshots.set(this.snapshots.list());
    };
    const onLeave = (): void => this.flush();
    const endChoices = choices.listen((chosen) => {
      this.$choices.set(chosen);
      this.generated = generateStack(chosen);
      this.refresh();
    });
    events.addEventListener('storage', onStorage);
    events.addEventListener('pagehide', onLeave);
    return () => {
      events.removeEventListener('storage', onStorage);
      events.removeEventListener('pagehide', onLeave);
      endChoices();
    };
  }
}
