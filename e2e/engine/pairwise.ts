/** A table of values to try for each name. */
export type Domain = Record<string, readonly string[]>;

/**
 * A small set of rows in which every two values of every two names occur together at least once.
 * Greedy and deterministic: each row starts from the first pair that is still missing, and takes for every other name
 * the value that brings most of the missing pairs.
 */
export function pairwise(domain: Domain): Record<string, string>[] {
  const names = Object.keys(domain);
  const missing = new Set(
    names.flatMap((a, index) =>
      names
        .slice(index + 1)
        .flatMap((b) => (domain[a] ?? []).flatMap((x) => (domain[b] ?? []).map((y) => pair(a, x, b, y)))),
    ),
  );
  const rows: Record<string, string>[] = [];
  while (missing.size > 0) {
    const [first] = missing;
    const [a, x, b, y] = JSON.parse(first ?? '[]') as [string, string, string, string];
    const row: Record<string, string> = { [a]: x, [b]: y };
    for (const name of names) {
      if (row[name] !== undefined) continue;
      const gain = (value: string): number =>
        Object.entries(row).filter(([other, taken]) => missing.has(ordered(names, name, value, other, taken)))
          .length;
      const values = [...(domain[name] ?? [])];
      row[name] = values.reduce((best, value) => (gain(value) > gain(best) ? value : best));
    }
    for (const [name, value] of Object.entries(row))
      for (const [other, taken] of Object.entries(row))
        if (name !== other) missing.delete(ordered(names, name, value, other, taken));
    rows.push(Object.fromEntries(names.map((name) => [name, row[name] ?? ''])));
  }
  return rows;
}

const pair = (a: string, x: string, b: string, y: string): string => JSON.stringify([a, x, b, y]);

const ordered = (names: string[], a: string, x: string, b: string, y: string): string =>
  names.indexOf(a) < names.indexOf(b) ? pair(a, x, b, y) : pair(b, y, a, x);
