/** A rule as the index searches it. */
export interface Searchable {
  id: string;
  /** Everything that may be typed or pasted to find it, in lower case. */
  text: string;
}

/** What a query found: every word is in all of `ids`, or, when that gives nothing, they are the nearest. */
export interface Found {
  kind: 'all' | 'exact' | 'nearest' | 'none';
  ids: readonly string[];
}

const atMost = 5;
/** How much of the best one's weight another must have to be shown beside it. */
const nearEnough = 0.6;

/**
 * Finds rules by words, or by a message that was pasted from a terminal, with paths, hashes and times in it that no page
 * can know.
 */
export function search(rules: readonly Searchable[], query: string): Found {
  const words = wordsOf(query);
  if (words.length === 0) return { kind: 'all', ids: rules.map(({ id }) => id) };
  const exact = rules.filter(({ text }) => words.every((word) => text.includes(word)));
  if (exact.length > 0) return { kind: 'exact', ids: exact.map(({ id }) => id) };
  // A word that few pages have says more than one that many have.
  const weighed = words.map((word) => {
    const having = rules.filter(({ text }) => text.includes(word)).length;
    return { word, weight: having === 0 ? 0 : Math.log(1 + rules.length / having) };
  });
  const scored = rules
    .map(({ id, text }) => ({
      id,
      score: weighed.reduce((sum, { word, weight }) => sum + (text.includes(word) ? weight : 0), 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _, [best]) => score >= (best?.score ?? 0) * nearEnough);
  const ids = scored.slice(0, atMost).map(({ id }) => id);
  return { kind: ids.length === 0 ? 'none' : 'nearest', ids };
}

/** The words of a query: at least two characters, each once, at most forty of a long message. */
const wordsOf = (query: string): string[] =>
  [
    ...new Set(
      query
        .slice(0, 4000)
        .toLowerCase()
        .split(/[\s"'`(){}[\],;<>|]+/)
        .map((word) => word.replace(/^[.:!?=-]+|[.:!?=]+$/g, ''))
        .filter((word) => word.length > 1),
    ),
  ].slice(0, 40);
