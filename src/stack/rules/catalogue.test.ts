import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../workbench/fixes.ts';
import { checkStack, ruleIds } from '../check.ts';
import { emptyCache } from '../facts/facts.ts';
import { anyChoices } from '../choices.arbitrary.ts';
import { parseChoices } from '../choices.ts';
import { generateStack } from '../generate/index.ts';
import { kindOf } from '../read/kind.ts';
import { lineTable, type Stack, type StackFile } from '../stack.ts';
import { rules } from './index.ts';
import { breakStack, placeOf, readRulePage, type RulePage } from './page.ts';
import type { Fix, Problem } from './rule.ts';
import { unusedSuppression } from './suppress.ts';

const folder = 'content/rules/';
const paths = globSync(`${folder}**/*.mdx`).sort();
const read = paths.map((path): { path: string; page?: RulePage; error?: unknown } => {
  try {
    return { path, page: readRulePage(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { path, error };
  }
});
const pages = read.flatMap(({ path, page }) => (page === undefined ? [] : [{ path, page }]));
const severityOf = new Map([...rules, unusedSuppression].map(({ id, severity }) => [id, severity]));

/** The stack after a fix. */
function fixed(stack: Stack, fix: Fix): Stack {
  const changed = applyChanges(stack, fix.changes);
  if (changed === undefined) throw new Error(`${fix.title}: its changes do not fit the files`);
  const files = new Map<string, StackFile>(stack);
  for (const [path, change] of changed) {
    const before = files.get(path) ?? { path, kind: kindOf(path, change.text), text: '', executable: false };
    files.set(path, { ...before, ...change });
  }
  return files;
}

/** Properties take as long as the machine is busy. */
const unhurried = { timeout: 120_000 };

const brief = ({ rule, at, message }: Problem): string => `${rule} ${at.path}:${at.from} ${message}`;

test('every page can be read', () => {
  expect(read.filter(({ error }) => error !== undefined)).toEqual([]);
});

test('every rule has a page, and every page a rule', () => {
  expect(pages.map(({ page }) => page.id).sort()).toEqual([...ruleIds].sort());
  expect(new Set(ruleIds).size).toBe(ruleIds.length);
  for (const { path, page } of pages) expect(path).toBe(`${folder}${page.id}.mdx`);
});

describe.each(pages.map(({ page }) => ({ id: page.id, page })))('$id', ({ page }) => {
  const { choices } = parseChoices(page.choices);
  const sound: Stack = generateStack(choices);
  const broken = breakStack(sound, page, choices);
  const problems = checkStack(broken);
  const own = problems.filter(({ rule }) => rule === page.id);

  test('is as severe as its page says', () => {
    expect(severityOf.get(page.id)).toBe(page.severity);
  });

  test('has nothing to say about the sound stack', () => {
    expect(checkStack(sound).map(brief)).toEqual([]);
  });

  test('speaks about the broken one, at its line, and nobody else does', () => {
    expect(own.map(brief)).toHaveLength(1);
    expect([...new Set(problems.map(({ rule }) => rule))].sort()).toEqual([page.id, ...page.also].sort());
    const place = placeOf(broken, page, choices);
    const { position } = lineTable(broken.get(place.path)?.text ?? '');
    const lines = own.map(({ at }) => [
      at.path,
      position(at.from).line,
      position(Math.max(at.from, at.to - 1)).line,
    ]);
    for (const [path, first, last] of lines) {
      expect(path).toBe(place.path);
      expect(position(place.offset).line).toBeGreaterThanOrEqual(Number(first));
      expect(position(place.offset).line).toBeLessThanOrEqual(Number(last));
    }
  });

  const [fix] = own.flatMap(({ fixes }) => fixes);
  if (fix !== undefined)
    test('is mended by its first fix, which breaks nothing else', () => {
      const allowed = problems.filter(({ rule }) => rule !== page.id).map(({ rule }) => rule);
      const left = checkStack(fixed(broken, fix));
      expect(left.filter(({ rule }) => !allowed.includes(rule)).map(brief)).toEqual([]);
    });
});

test('whatever is chosen, the files have no problem', unhurried, () => {
  fc.assert(
    fc.property(anyChoices, (choices) => {
      expect(checkStack(generateStack(choices)).map(brief)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('no text at all makes a rule fail', unhurried, () => {
  const cache = emptyCache();
  const sound = [...generateStack(parseChoices('').choices).values()];
  const edit = fc.record({
    file: fc.nat(sound.length - 1),
    from: fc.nat(2000),
    length: fc.nat(60),
    text: fc.string({ maxLength: 12 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const files = new Map<string, StackFile>(sound.map((file) => [file.path, file]));
      for (const { file, from, length, text } of edits) {
        const before = files.get(sound[file]?.path ?? '');
        if (before !== undefined)
          files.set(before.path, {
            ...before,
            text: before.text.slice(0, from) + text + before.text.slice(from + length),
          });
      }
      for (const { message, at, related } of checkStack(files, cache)) {
        expect(message).not.toContain('fault of the rule');
        for (const { path, from, to } of [at, ...related.map(({ span }) => span)]) {
          const end = files.get(path)?.text.length ?? -1;
          if (!(from >= 0 && from <= to && to <= end))
            expect.unreachable(`${message}: ${from}..${to} of ${end}`);
        }
      }
    }),
    { numRuns: 400 },
  );
});
