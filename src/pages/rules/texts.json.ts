import { rulePages } from '../../components/rules/pages.ts';
import type { Searchable } from '../../components/rules/search.ts';

/** What the index of rules searches: the words of every page, the messages of tools among them. */
export function GET(): Response {
  const texts: Searchable[] = rulePages.map(({ id, title, caughtBy, body, outcome, seen }) => ({
    id,
    text: [id, title, ...caughtBy, outcome?.says ?? '', seen?.prints ?? '', body]
      .join(' ')
      .toLowerCase()
      .replace(/\s+/g, ' '),
  }));
  return new Response(JSON.stringify(texts), { headers: { 'Content-Type': 'application/json' } });
}
