import { diff, linesOf, offsetsOf, tokensOf, type Hunk } from './diff.ts';

/**
 * A place where the reader and the generator both changed the same lines and neither can be taken alone. In the merged
 * text the reader's version stands, at `at`; the others are kept here until the reader decides.
 */
export interface Conflict {
  at: { from: number; to: number };
  mine: string;
  theirs: string;
  base: string;
  /** Where `base` stands in the merge's `base`. */
  atBase: { from: number; to: number };
}

export interface Merge {
  /** Both sides' changes; in a conflict, mine. */
  text: string;
  conflicts: readonly Conflict[];
  /**
   * What `text` is an edit of: theirs, but the old base in every conflict. Merging this base, `text` and theirs once more
   * finds the same conflicts, so that an edit beside a conflict does not settle it.
   */
  base: string;
}

/** What to put in a conflict's place: one version, or mine followed by theirs. */
export type Resolution = 'mine' | 'theirs' | 'both';

/**
 * Merges two changes of one text: by lines first; where they meet, by words; where these meet too, both are kept as a
 * conflict. Nothing that only one side changed is ever lost, and equal arguments give equal results.
 */
export function merge(base: string, mine: string, theirs: string): Merge {
  if (base === theirs) return settled(mine, theirs);
  if (base === mine || mine === theirs) return settled(theirs, theirs);
  const conflicts: Conflict[] = [];
  const out: Merge = { text: '', conflicts, base: '' };
  for (const region of regionsOf(base, mine, theirs, linesOf, 0)) {
    const agreed = settle(region) ?? mergeWords(region);
    if (agreed === undefined) {
      const { mine: ours, theirs: other, base: old } = region;
      conflicts.push({
        at: { from: out.text.length, to: out.text.length + ours.length },
        atBase: { from: out.base.length, to: out.base.length + old.length },
        mine: ours,
        theirs: other,
        base: old,
      });
      out.text += ours;
      out.base += old;
    } else {
      out.text += agreed;
      out.base += region.theirs;
    }
  }
  return out;
}

/** The merge with one of its conflicts decided. The conflict must be one of this merge's own. */
export function resolveConflict(merged: Merge, conflict: Conflict, how: Resolution): Merge {
  const { mine, theirs, at, atBase } = conflict;
  const chosen = { mine, theirs, both: joined(mine, theirs) }[how];
  const grown = chosen.length - (at.to - at.from);
  const baseGrown = theirs.length - (atBase.to - atBase.from);
  const index = merged.conflicts.indexOf(conflict);
  const later = merged.conflicts.slice(index + 1).map((other) => ({
    ...other,
    at: shifted(other.at, grown),
    atBase: shifted(other.atBase, baseGrown),
  }));
  return {
    text: merged.text.slice(0, at.from) + chosen + merged.text.slice(at.to),
    base: merged.base.slice(0, atBase.from) + theirs + merged.base.slice(atBase.to),
    conflicts: [...merged.conflicts.slice(0, index), ...later],
  };
}

const settled = (text: string, base: string): Merge => ({ text, conflicts: [], base });

const shifted = ({ from, to }: { from: number; to: number }, by: number): { from: number; to: number } => ({
  from: from + by,
  to: to + by,
});

/** Two versions one after the other; a line end is put between them where the first has none. */
function joined(first: string, second: string): string {
  if (first === '' || second === '' || first.endsWith('\n')) return first + second;
  return `${first}${second.includes('\r\n') ? '\r\n' : '\n'}${second}`;
}

/** The same stretch of the three texts. */
interface Region {
  base: string;
  mine: string;
  theirs: string;
}

/** The text of a region that at most one side changed, or both alike. */
function settle({ base, mine, theirs }: Region): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  return base === mine ? theirs : undefined;
}

/** A region merged by words; nothing when that is not possible without a conflict. */
function mergeWords(region: Region): string | undefined {
  let text = '';
  for (const inner of regionsOf(region.base, region.mine, region.theirs, tokensOf, -1)) {
    const agreed = settle(inner);
    if (agreed === undefined) return undefined;
    text += agreed;
  }
  return text;
}

/**
 * Cuts the three texts into regions that belong together: joined, each side's are its text again. Changes of the two sides
 * that overlap, or begin at the same place, are one region.
 *
 * @param reach how far apart they may be and still be one: lines that touch depend on each other, words do not
 */
function* regionsOf(
  base: string,
  mine: string,
  theirs: string,
  split: (text: string) => string[],
  reach: 0 | -1,
): Generator<Region> {
  const old = split(base);
  const ours = split(mine);
  const others = split(theirs);
  const changes = {
    mine: new Side(diff(old, ours), offsetsOf(ours)),
    theirs: new Side(diff(old, others), offsetsOf(others)),
  };
  const oldAt = offsetsOf(old);
  const cut = (from: number, to: number): Region => ({
    base: base.slice(oldAt[from], oldAt[to]),
    mine: changes.mine.take(mine, to),
    theirs: changes.theirs.take(theirs, to),
  });

  let done = 0;
  for (;;) {
    const from = Math.min(changes.mine.next, changes.theirs.next);
    if (from === Infinity) break;
    if (from > done) yield cut(done, from);
    let to = Math.max(changes.mine.pull(from, 0), changes.theirs.pull(from, 0));
    while (Math.min(changes.mine.next, changes.theirs.next) <= to + reach)
      to = Math.max(changes.mine.pull(to, reach), changes.theirs.pull(to, reach));
    yield cut(from, to);
    done = to;
  }
  if (done < old.length) yield cut(done, old.length);
}

/** One side's changes, read from the top in step with the base. */
class Side {
  /** How far the side runs ahead of the base, in items. */
  private ahead = 0;
  private taken = 0;
  private readonly hunks: readonly Hunk[];
  private readonly offsets: readonly number[];
  private index = 0;

  constructor(hunks: readonly Hunk[], offsets: readonly number[]) {
    this.hunks = hunks;
    this.offsets = offsets;
  }

  /** Where the next change begins in the base. */
  get next(): number {
    return this.hunks[this.index]?.a.from ?? Infinity;
  }

  /** Takes the changes within reach of a place in the base into the region; returns where they end there. */
  pull(upTo: number, reach: number): number {
    let end = upTo;
    while (this.next <= upTo + reach) {
      const hunk = this.hunks[this.index++];
      if (hunk === undefined) break;
      end = Math.max(end, hunk.a.to);
      this.ahead = hunk.b.to - hunk.a.to;
    }
    return end;
  }

  /** The side's text from where it stands to what belongs to this place in the base. */
  take(text: string, upTo: number): string {
    const from = this.offsets[this.taken] ?? text.length;
    this.taken = upTo + this.ahead;
    return text.slice(from, this.offsets[this.taken] ?? text.length);
  }
}
