import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { parseChoices } from '../../src/stack/choices.ts';
import { fillSlot, generateStack } from '../../src/stack/generate/index.ts';
import { breakStack, readRulePage } from '../../src/stack/rules/page.ts';
import type { Stack } from '../../src/stack/stack.ts';
import { docker } from './docker.ts';
import { expectOutcome, expectSeen } from './outcome.ts';
import { plan, type Records } from './records.ts';

/**
 * Every rule's page says what a real engine does with the broken stack. Here the engine says it.
 * What is on record and unchanged is drawn by lot; ENGINE_RECORD=all runs every page, or all that a filter lets through, and writes the records.
 */
const recordsFile = new URL('records.json', import.meta.url);
const records = JSON.parse(readFileSync(recordsFile, 'utf8')) as Records;
const everything = process.env['ENGINE_RECORD'] === 'all';

const cases = globSync('content/rules/**/*.mdx')
  .sort()
  .map((path) => {
    const page = readRulePage(readFileSync(path, 'utf8'));
    const { choices } = parseChoices(page.choices);
    const fill = (text: string): string => fillSlot(text, choices);
    const sound: Stack = generateStack(choices);
    const broken = breakStack(sound, page, choices);
    const outcome = page.outcome && { ...page.outcome, says: fill(page.outcome.says ?? '') };
    const seen = page.seen && { command: fill(page.seen.command), prints: fill(page.seen.prints) };
    const { id, needs } = page;
    return {
      id,
      needs,
      outcome,
      seen,
      sound,
      broken,
      port: choices.port,
      hash: hashOf([outcome, seen], broken),
    };
  });

const engine = (await docker('version', '--format', '{{.Server.Version}}')).output.trim();
const { run, rest } = plan(cases, records, { engine, everything });
const found: Records = {};
const tried = new Set<string>();

beforeAll(() => {
  if (rest.length > 0) console.log(`not run again, on record: ${rest.map(({ id }) => id).join(', ')}`);
});

describe('a broken stack does what the page of its rule says', () => {
  test.for(run)('$id', async ({ id, needs, outcome, seen, sound, broken, port, hash }, { skip }) => {
    if (needs !== undefined && (await docker('pull', '--quiet', needs)).status !== 0)
      skip(`not run, for want of the image ${needs}`);
    tried.add(id);
    if (seen !== undefined) await expectSeen(seen, sound, broken);
    if (outcome !== undefined) await expectOutcome(broken, outcome, port);
    found[id] = { hash, engine, on: new Date().toISOString().slice(0, 10) };
  });
});

afterAll(() => {
  if (!everything) return;
  // What a filter left out stays on record; what failed does not.
  const kept = cases.flatMap(({ id }): [string, Records[string]][] => {
    const record = found[id] ?? (tried.has(id) ? undefined : records[id]);
    return record === undefined ? [] : [[id, record]];
  });
  writeFileSync(recordsFile, `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`);
});

/** What ran: the files with their modes, and what was expected of them. */
function hashOf(expected: unknown, stack: Stack): string {
  const hash = createHash('sha256').update(JSON.stringify(expected));
  for (const file of stack.values()) hash.update(JSON.stringify([file.path, file.executable, file.text]));
  return hash.digest('hex').slice(0, 16);
}
