import { readTaken, type Taken } from '../code/excerpt.ts';

const key = (): string => `drydock:shown:${location.pathname}`;
// The address of this script changes with the generators, and so makes what an older build has kept worthless.
const build = import.meta.url;

/** Keeps what this page shows, so that the next visit can put it back at once. */
export function keep(form: string, byPlace: Readonly<Record<string, Taken>>): void {
  try {
    localStorage.setItem(key(), JSON.stringify({ build, form, byPlace }));
  } catch {
    // It only saves the next visit a moment; the files themselves are not in it.
  }
}

/** What was kept of this page, by place; `undefined` when it is for something else. */
export function readKept(form: string): Readonly<Record<string, Taken>> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { build: of, form: under, byPlace } = kept as Record<string, unknown>;
    if (of !== build || under !== form || typeof byPlace !== 'object' || byPlace === null) return undefined;
    const entries = Object.entries(byPlace).flatMap(([place, stored]): [string, Taken][] => {
      const taken = readTaken(stored);
      return taken === undefined ? [] : [[place, taken]];
    });
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}
