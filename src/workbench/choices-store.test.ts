import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** A storage that can be told to refuse. */
class FakeStorage {
  entries = new Map<string, string>();
  refuses: 'nothing' | 'writing' | 'all' = 'nothing';

  getItem(key: string): string | null {
    if (this.refuses === 'all') throw new DOMException('denied', 'SecurityError');
    return this.entries.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.refuses !== 'nothing') throw new DOMException('full', 'QuotaExceededError');
    this.entries.set(key, value);
  }
  removeItem(key: string): void {
    if (this.refuses !== 'nothing') throw new DOMException('full', 'QuotaExceededError');
    this.entries.delete(key);
  }
}

const key = 'drydock:own:choices';
let storage: FakeStorage;
let heard: ((event: Partial<StorageEvent>) => void) | undefined;

/** The module as a freshly opened page has it. */
const openPage = async () => {
  vi.resetModules();
  return import('./choices-store.ts');
};

beforeEach(() => {
  storage = new FakeStorage();
  heard = undefined;
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('addEventListener', (_: string, listener: (event: Partial<StorageEvent>) => void) => {
    heard = listener;
  });
  vi.stubGlobal('removeEventListener', () => {
    heard = undefined;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('choices that are kept', () => {
  test('come back on the next page, and untouched ones leave no entry', async () => {
    const first = await openPage();
    expect(first.saveChoice('project', 'shop')).toEqual({ saved: true });
    expect(storage.entries.get(key)).toBe('project=shop');
    const next = await openPage();
    expect(next.loadChoices().choices.project).toBe('shop');
    next.saveChoice('project', 'harbour');
    expect(storage.entries.has(key)).toBe(false);
  });

  test('a value that is not allowed changes nothing and says why', async () => {
    const { loadChoices, saveChoice } = await openPage();
    expect(saveChoice('port', '80')).toMatchObject({
      saved: false,
      refused: expect.stringContaining('1024'),
    });
    expect(loadChoices().choices.port).toBe(8000);
    expect(storage.entries.size).toBe(0);
  });

  test('a broken entry keeps its good values and tells of the others', async () => {
    storage.entries.set(key, 'workers=4&port=nonsense&colour=red');
    const { loadChoices } = await openPage();
    const { choices, problems } = loadChoices();
    expect(choices.workers).toBe(4);
    expect(problems.map(({ id }) => id)).toEqual(['port', 'colour']);
  });

  test.each(['writing', 'all'] as const)(
    'with a storage that refuses %s the page goes on',
    async (refuses) => {
      storage.refuses = refuses;
      const { loadChoices, saveChoice } = await openPage();
      expect(saveChoice('workers', '3')).toMatchObject({ saved: false, trouble: expect.any(String) });
      expect(loadChoices().choices.workers).toBe(3);
    },
  );

  test('another tab is heard, until nobody listens', async () => {
    const { loadChoices, onChoices } = await openPage();
    const names: string[] = [];
    const end = onChoices(({ project }) => names.push(project));
    heard?.({ key: 'something:else', newValue: 'project=other' });
    heard?.({ key, newValue: 'project=shop' });
    heard?.({ key: null, newValue: null });
    expect(names).toEqual(['shop', 'harbour']);
    expect(loadChoices().choices.project).toBe('harbour');
    end();
    expect(heard).toBe(undefined);
  });
});
