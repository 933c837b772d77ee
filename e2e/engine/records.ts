import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** What the engine did once, by the id of what was run. */
export type Records = Record<string, { hash: string; engine: string; on: string }>;

interface Case {
  id: string;
  hash: string;
}

/** How many of the cases on record are run again each time. */
const sample = 12;

/**
 * What is run now: all that is new or has changed since it was recorded, and of the rest a part that the commit's hash
 * draws, so that every record is tried again sooner or later.
 */
export function plan<C extends Case>(
  cases: readonly C[],
  records: Records,
  { engine, everything }: { engine: string; everything: boolean },
): { run: C[]; rest: C[] } {
  const current = ({ id, hash }: C): boolean => records[id]?.hash === hash && records[id].engine === engine;
  if (everything) return { run: [...cases], rest: [] };
  const seed = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const lot = ({ id }: C): string =>
    createHash('sha256')
      .update(seed + id)
      .digest('hex');
  const drawn = new Set(
    cases
      .filter(current)
      .sort((a, b) => lot(a).localeCompare(lot(b)))
      .slice(0, sample),
  );
  const run = cases.filter((one) => drawn.has(one) || !current(one));
  return { run, rest: cases.filter((one) => !run.includes(one)) };
}
