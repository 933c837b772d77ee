/** The index of rules, filtered as the reader types or pastes. The texts that are searched come with the first key. */
import { search, type Searchable } from './search.ts';

const field = document.querySelector<HTMLInputElement>('#rule-query');
const answer = document.getElementById('rule-answer');
const body = document.querySelector<HTMLElement>('.rules tbody');
const rows = new Map(
  Array.from(body?.querySelectorAll<HTMLElement>('tr') ?? [], (row) => [row.dataset['rule'] ?? '', row]),
);

let texts: Promise<readonly Searchable[]> | undefined;

/** What is searched; without the file of texts, what the table itself says. */
const loadTexts = (address: string): Promise<readonly Searchable[]> =>
  fetch(address)
    .then(async (response) => (await response.json()) as readonly Searchable[])
    .catch(() => [...rows].map(([id, row]) => ({ id, text: `${id} ${row.textContent}`.toLowerCase() })));

async function filter(query: string): Promise<void> {
  texts ??= loadTexts(field?.dataset['texts'] ?? '');
  const found = search(await texts, query);
  // The answer to an older query may arrive after a newer one was typed.
  if (field?.value !== query) return;
  for (const [id, row] of rows) row.hidden = !found.ids.includes(id);
  if (found.kind !== 'all') body?.append(...found.ids.flatMap((id) => rows.get(id) ?? []));
  else body?.append(...rows.values());
  if (answer !== null) answer.textContent = sentence(found.kind, found.ids.length);
}

function sentence(kind: ReturnType<typeof search>['kind'], count: number): string {
  const rules = count === 1 ? '1 rule' : `${count} rules`;
  switch (kind) {
    case 'all':
      return `${rules}.`;
    case 'exact':
      return `${rules} with all of these words.`;
    case 'nearest':
      return `No rule has all of these words. ${count === 1 ? 'This is' : 'These are'} the nearest.`;
    case 'none':
      return 'No rule knows any of these words. Try the part of the message that names what is missing.';
  }
}

if (field !== null) {
  field.addEventListener('input', () => void filter(field.value));
  const asked = new URLSearchParams(location.search).get('q');
  if (asked !== null) {
    field.value = asked;
    void filter(field.value);
  }
}
