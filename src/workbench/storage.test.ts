import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MaybeEdit } from './edit-merge.ts';
import { EditStore } from './edit-store.ts';
import type { Edit } from './edit.ts';
import { blockedArea, FakeArea } from './fakes.ts';
import { mostSnapshots, SnapshotStore } from './snapshots.ts';
import { SafeStorage, type StorageArea, type Trouble } from './storage.ts';

const prefix = 'drydock:own:edit:';
const base = 'one\ntwo\nthree\nfour\n';
const editOf = (text: string): Edit => ({ slot: 'Dockerfile', base, text });

/** A tab with its store; `turn` lets what waits for the lock happen. */
function tab(area: StorageArea | undefined, name: string, locked = false) {
  const waiting: (() => void)[] = [];
  const troubles: Trouble[] = [];
  const parted: MaybeEdit[] = [];
  const store = new EditStore({
    storage: new SafeStorage(area),
    prefix,
    tab: name,
    exclusively: (task) => {
      if (locked) waiting.push(task);
      else task();
    },
    listener: {
      changed: () => undefined,
      parted: (_, theirs) => parted.push(theirs),
      trouble: (trouble) => troubles.push(trouble),
    },
  });
  return {
    store,
    troubles,
    parted,
    turn: () => waiting.shift()?.(),
    idle: () => waiting.length === 0,
    text: () => store.get('Dockerfile')?.text ?? base,
    write: (text: string) => {
      store.set('Dockerfile', editOf(text));
    },
    hear: () => {
      store.heard(`${prefix}Dockerfile`);
    },
  };
}

describe('a storage that fails', () => {
  test.each([
    ['blocked', undefined],
    ['blocked', blockedArea],
    ['full', Object.assign(new FakeArea(), { room: 10 })],
  ] as const)('%s: it is told and the work goes on in memory', (trouble, area) => {
    const { store, troubles, write } = tab(area, 'A');
    write('mine\n');
    expect(store.edits()).toEqual([editOf('mine\n')]);
    expect(troubles).toEqual([trouble]);
  });

  test('what found no room is written when there is some again', () => {
    const area = Object.assign(new FakeArea(), { room: 10 });
    const { store, write } = tab(area, 'A');
    write('mine\n');
    area.room = Infinity;
    store.flush();
    expect(tab(area, 'B').text()).toBe('mine\n');
  });

  test('whatever is found under a key, nothing throws, and nothing that cannot be read is lost', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          formatVersion: fc.oneof(fc.constant(1), fc.constant(2), fc.anything()),
          tab: fc.oneof(fc.string(), fc.anything()),
          count: fc.oneof(fc.nat(), fc.anything()),
          seen: fc.oneof(fc.array(fc.tuple(fc.string(), fc.nat())), fc.anything()),
          edit: fc.oneof(
            fc.constant(null),
            fc.constant(editOf('ok')),
            fc.constant({ slot: '../x', base: '', text: '' }),
          ),
        })
        .map((value) =>
          String(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? 1 : one))),
        ),
    );
    fc.assert(
      fc.property(hostile, (found) => {
        const area = new FakeArea();
        area.values.set(`${prefix}Dockerfile`, found);
        const { store, troubles, write } = tab(area, 'A');
        const readable = troubles.length === 0;
        if (!readable) expect([...area.values.values()]).toContain(found);
        write('mine\n');
        expect(store.get('Dockerfile')?.text).toBe('mine\n');
        if (!readable) expect([...area.values.values()]).toContain(found);
      }),
    );
  });

  test('what a newer version stored is left in its place', () => {
    const area = new FakeArea();
    const newer = JSON.stringify({ formatVersion: 2, form: 'unknown' });
    area.values.set(`${prefix}Dockerfile`, newer);
    const { troubles, write } = tab(area, 'A');
    write('mine\n');
    expect(troubles).toContain('newer');
    expect([...area.values]).toEqual([[`${prefix}Dockerfile`, newer]]);
  });

  test('where there is no room to set a damaged value aside, it stays', () => {
    const area = new FakeArea();
    area.values.set(`${prefix}Dockerfile`, '{"half');
    area.room = 30;
    const { troubles, write } = tab(area, 'A');
    write('mine\n');
    expect(troubles).toContain('broken');
    expect([...area.values]).toEqual([[`${prefix}Dockerfile`, '{"half']]);
  });
});

describe('two tabs', () => {
  test('changes of different places come together in both', () => {
    const area = new FakeArea();
    const [a, b] = [tab(area, 'A'), tab(area, 'B')];
    a.write(base.replace('one', 'ONE'));
    b.write(base.replace('four', 'FOUR'));
    a.hear();
    expect([a.text(), b.text(), tab(area, 'C').text()]).toEqual(Array(3).fill('ONE\ntwo\nthree\nFOUR\n'));
  });

  test('what both put in at one place stands one below the other in both', () => {
    const area = new FakeArea();
    const [a, b] = [tab(area, 'A'), tab(area, 'B')];
    a.write(`${base}from a\n`);
    b.write(`${base}from b\n`);
    a.hear();
    expect([a.text(), b.text()]).toEqual(Array(2).fill(`${base}from b\nfrom a\n`));
  });

  test('changes of the same place: one stays, the other is handed out to be kept', () => {
    const area = new FakeArea();
    const [a, b] = [tab(area, 'A'), tab(area, 'B')];
    a.write(base.replace('one', 'from a'));
    b.write(base.replace('one', 'from b'));
    a.hear();
    expect(b.text()).toContain('from b');
    expect(b.parted).toEqual([editOf(base.replace('one', 'from a'))]);
    expect(a.text()).toBe(b.text());
    expect(a.parted).toEqual([]);
  });

  test('starting again in one tab and writing in the other: both are kept', () => {
    const area = new FakeArea();
    const a = tab(area, 'A');
    a.write('first\n');
    const b = tab(area, 'B', true);
    b.write('first\nmore\n');
    a.store.set('Dockerfile', null);
    b.turn();
    expect(b.text()).toBe('first\nmore\n');
    expect(b.parted).toEqual([null]);
  });

  test('an edit that was taken back leaves nothing behind, once a page is opened anew', () => {
    const area = new FakeArea();
    const a = tab(area, 'A');
    a.write('mine\n');
    a.store.set('Dockerfile', null);
    expect(tab(area, 'B').store.edits()).toEqual([]);
    expect([...area.values]).toEqual([]);
  });

  test('what is gone from the storage and still on the screen is stored again', () => {
    const area = new FakeArea();
    const a = tab(area, 'A');
    a.write('mine\n');
    area.values.clear();
    a.hear();
    expect(tab(area, 'B').text()).toBe('mine\n');
  });

  /** What happens next: a tab writes a word of its own, gets the lock, hears of the other, keeps a snapshot and starts again; or a third one opens. */
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom(0, 1),
      fc.constantFrom('write', 'write', 'turn', 'hear', 'start again', 'open anew'),
      fc.nat(),
    ),
    { maxLength: 60, size: 'max' },
  );

  /** Lets two tabs work as told, each seeing the storage through an area of its own, and checks that no word is lost. */
  function work(
    areas: [StorageArea, StorageArea],
    moves: [number, string, number][],
    deliver: () => void,
  ): void {
    const tabs = [tab(areas[0], 'A', true), tab(areas[1], 'B', true)];
    const words: string[] = [];
    const snapshots: string[] = [];
    moves.forEach(([who, what, place], index) => {
      const one = tabs[who];
      if (one === undefined) return;
      if (what === 'turn') one.turn();
      else if (what === 'hear') {
        deliver();
        one.hear();
      } else if (what === 'open anew') {
        tab(areas[who], `new ${index}`);
      } else if (what === 'start again') {
        snapshots.push(one.text());
        one.store.set('Dockerfile', null);
      } else {
        const lines = one.text().split('\n');
        words.push(`word${index}`);
        lines.splice(place % lines.length, 0, `word${index}`);
        one.write(lines.join('\n'));
      }
    });
    // Then both rest, until nothing happens any more.
    for (let round = 0; round < 6; round++)
      for (const one of tabs) {
        deliver();
        one.hear();
        while (!one.idle()) one.turn();
      }
    deliver();
    const [a, b] = tabs.map((one) => one.text());
    expect(a).toBe(b);
    expect(tab(areas[0], 'C').text()).toBe(a);
    const kept = [a, ...snapshots, ...tabs.flatMap(({ parted }) => parted.map((edit) => edit?.text))].join(
      '\n',
    );
    expect(words.filter((word) => !kept.split('\n').includes(word))).toEqual([]);
  }

  test('whatever the order of writing, locking and hearing, no word is lost and both end alike', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const area = new FakeArea();
        work([area, area], moves, () => undefined);
      }),
    );
  });

  test('nor where each tab sees the other’s writes late, and the later write wins', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const areas: [FakeArea, FakeArea] = [new FakeArea(), new FakeArea()];
        // As browsers with a cache for each process do it: one order of all writes decides, and reaches every cache.
        const writes: [string, string | undefined][] = [];
        for (const area of areas)
          area.written = (key) => {
            writes.push([key, area.values.get(key)]);
          };
        work(areas, moves, () => {
          for (const [key, value] of writes.splice(0))
            for (const { values } of areas)
              if (value === undefined) values.delete(key);
              else values.set(key, value);
        });
      }),
    );
  });
});

describe('snapshots', () => {
  const shelf = (area: StorageArea) =>
    new SnapshotStore({
      storage: new SafeStorage(area),
      prefix: 'drydock:own:snapshot:',
      trouble: () => undefined,
    });
  const snapshot = (number: number) => ({
    id: `2026-11-23T10:00:${String(number).padStart(2, '0')}.000Z-x`,
    slot: 'Dockerfile',
    name: `number ${number}`,
    at: '2026-11-23T10:00:00.000Z',
    edit: editOf(`${number}\n`),
  });

  test('the newest are kept, the oldest make room and are handed out', () => {
    const area = new FakeArea();
    const snapshots = shelf(area);
    const dropped = Array.from({ length: mostSnapshots + 2 }, (_, number) =>
      snapshots.keep(snapshot(number)),
    ).flat();
    expect(dropped.map(({ name }) => name)).toEqual(['number 0', 'number 1']);
    expect(shelf(area).list()).toEqual(snapshots.list());
    expect(snapshots.list()[0]).toEqual(snapshot(mostSnapshots + 1));
  });

  test('two tabs add to them side by side', () => {
    const area = new FakeArea();
    const [a, b] = [shelf(area), shelf(area)];
    a.keep(snapshot(1));
    b.keep(snapshot(2));
    expect(a.reload()).toEqual([snapshot(2)]);
    expect(a.list()).toEqual([snapshot(2), snapshot(1)]);
  });

  test('without room they last as long as the page, and are stored once there is room', () => {
    const area = Object.assign(new FakeArea(), { room: 0 });
    const snapshots = shelf(area);
    snapshots.keep(snapshot(1));
    expect(snapshots.reload()).toEqual([]);
    expect(snapshots.list()).toEqual([snapshot(1)]);
    area.room = Infinity;
    snapshots.flush();
    expect(shelf(area).list()).toEqual([snapshot(1)]);
  });
});
