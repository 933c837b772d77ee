import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { Edit } from './edit.ts';
import { EditStore } from './edit-store.ts';
import { blockedArea, FakeArea } from './fakes.ts';
import { SafeStorage } from './storage.ts';
import { editKey, storedEdits } from './stored-edits.ts';
import { keysOf, ownWorkspace } from './workspace.ts';

/** A storage whose keys can be listed as those of `localStorage` can. */
function stub(area: FakeArea): void {
  const keys = { ownKeys: () => [...area.values.keys()], getOwnPropertyDescriptor: () => listed };
  const listed = { enumerable: true, configurable: true };
  vi.stubGlobal('localStorage', new Proxy({ getItem: (key: string) => area.getItem(key) }, keys));
}

afterEach(() => vi.unstubAllGlobals());

test('what the workbench has stored is read, and what was taken back is not', () => {
  const area = new FakeArea();
  stub(area);
  const listener = { trouble: vi.fn(), changed: vi.fn(), parted: vi.fn() };
  const prefix = keysOf(ownWorkspace).edit;
  expect(prefix).toBe(editKey);
  const storage = new SafeStorage(area);
  const store = new EditStore({ storage, prefix, tab: 'a', exclusively: (task) => task(), listener });
  const edits: Edit[] = [
    { slot: 'Dockerfile', base: 'FROM a\n', text: 'FROM b\n' },
    { slot: '{{project}}/urls.py', base: 'x', text: null },
    { slot: 'mine.txt', base: null, text: 'mine', executable: true },
  ];
  for (const edit of edits) store.set(edit.slot, edit);
  expect(storedEdits()).toEqual(edits);
  store.set('mine.txt', null);
  expect(storedEdits()).toEqual(edits.slice(0, 2));
});

test('whatever is stored there, it is passed over or read, and left as it is', () => {
  const value = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((edit) => JSON.stringify({ formatVersion: 1, edit })),
    fc
      .record({ slot: fc.constantFrom('Dockerfile', '../x'), base: fc.jsonValue(), text: fc.jsonValue() })
      .map((edit) => JSON.stringify({ formatVersion: 1, edit })),
    fc.constant(JSON.stringify({ formatVersion: 2, edit: { slot: 'Dockerfile', base: '', text: '' } })),
  );
  fc.assert(
    fc.property(value, (stored) => {
      const area = new FakeArea();
      stub(area);
      area.setItem(`${editKey}Dockerfile`, stored);
      for (const { slot, base, text } of storedEdits()) {
        expect(slot).toBe('Dockerfile');
        expect([base, text].every((one) => one === null || typeof one === 'string')).toBe(true);
      }
      expect(area.getItem(`${editKey}Dockerfile`)).toBe(stored);
    }),
  );
  vi.stubGlobal('localStorage', blockedArea);
  expect(storedEdits()).toEqual([]);
});
