import { formatVersion } from './format-version.ts';

/** What is needed of `localStorage`. */
export type StorageArea = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Why something could not be stored or read: the browser refuses, there is no room, the stored value is damaged (it is
 * then kept under another key), or a newer version of the site wrote it (it is then left as it is).
 */
export type Trouble = 'blocked' | 'full' | 'broken' | 'newer';

/** Under which a value goes that cannot be read, before its key is used again. */
const asidePrefix = 'drydock-aside:';

/**
 * Values in the browser's storage, as JSON with the version of their form. No failure of the storage, and nothing that is
 * found in it, makes this throw; nothing that cannot be read is ever overwritten.
 */
export class SafeStorage {
  private readonly area: StorageArea | undefined;
  /** Keys whose values must stay as they are. */
  private readonly untouchable = new Map<string, Trouble>();

  /** @param area absent where the browser gives none */
  constructor(area: StorageArea | undefined) {
    this.area = area;
  }

  /**
   * Reads a value. One that is damaged is set aside, so that its key is free again.
   *
   * @param parse makes the value out of what was found, or answers `undefined` when it is not one
   * @returns neither a value nor a trouble when nothing is stored
   */
  read<T>(key: string, parse: (found: object) => T | undefined): { value?: T; trouble?: Trouble } {
    let raw: string | null;
    try {
      raw = this.area?.getItem(key) ?? null;
    } catch {
      return { trouble: 'blocked' };
    }
    if (raw === null) return this.area === undefined ? { trouble: 'blocked' } : {};
    const found = objectIn(raw);
    const version = found === undefined ? undefined : (found as { formatVersion?: unknown }).formatVersion;
    if (typeof version === 'number' && version > formatVersion) {
      this.untouchable.set(key, 'newer');
      return { trouble: 'newer' };
    }
    const value = found !== undefined && version === formatVersion ? parse(found) : undefined;
    if (value !== undefined) {
      this.untouchable.delete(key);
      return { value };
    }
    this.setAside(key, raw);
    return { trouble: 'broken' };
  }

  /** @returns why the value was not stored; `undefined` when it was */
  write(key: string, value: object): Trouble | undefined {
    return this.untouchable.get(key) ?? this.put(key, JSON.stringify({ formatVersion, ...value }));
  }

  /** @returns why the value is still there; `undefined` when it is gone */
  remove(key: string): Trouble | undefined {
    const kept = this.untouchable.get(key);
    if (kept !== undefined) return kept;
    try {
      this.area?.removeItem(key);
      return undefined;
    } catch {
      return 'blocked';
    }
  }

  /** The keys that begin so, in order; none when the storage is blocked. */
  keys(prefix: string): string[] {
    const keys: string[] = [];
    try {
      for (let index = 0; index < (this.area?.length ?? 0); index++) {
        const key = this.area?.key(index);
        if (key?.startsWith(prefix)) keys.push(key);
      }
    } catch {
      return [];
    }
    return keys.sort();
  }

  private put(key: string, text: string): Trouble | undefined {
    if (this.area === undefined) return 'blocked';
    try {
      this.area.setItem(key, text);
      return undefined;
    } catch (error) {
      return isFull(error) ? 'full' : 'blocked';
    }
  }

  private setAside(key: string, raw: string): void {
    let number = 1;
    const taken = new Set(this.keys(asidePrefix));
    while (taken.has(`${asidePrefix}${number}:${key}`)) number++;
    if (this.put(`${asidePrefix}${number}:${key}`, raw) === undefined) this.remove(key);
    else this.untouchable.set(key, 'broken');
  }
}

function objectIn(raw: string): object | undefined {
  try {
    const found: unknown = JSON.parse(raw);
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Firefox has a name of its own for it. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && ['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED'].includes(error.name);
