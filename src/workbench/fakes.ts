import type { StorageArea } from './storage.ts';

/** A storage in memory that tests can fill up, break into and listen to. */
export class FakeArea implements StorageArea {
  readonly values = new Map<string, string>();
  /** How many characters it holds in all. */
  room = Infinity;
  written: (key: string) => void = () => undefined;

  get length(): number {
    return this.values.size;
  }

  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    const others = [...this.values].filter(([other]) => other !== key);
    const taken = others.reduce((sum, [other, text]) => sum + other.length + text.length, 0);
    if (taken + key.length + value.length > this.room)
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    this.values.set(key, value);
    this.written(key);
  }

  removeItem(key: string): void {
    if (this.values.delete(key)) this.written(key);
  }
}

/** A storage that a browser has switched off. */
export const blockedArea: StorageArea = {
  get length(): number {
    return refuse();
  },
  key: refuse,
  getItem: refuse,
  setItem: refuse,
  removeItem: refuse,
};

function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}
