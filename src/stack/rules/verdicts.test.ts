import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkStack } from '../check.ts';
import { otherTools } from '../knowledge/other-tools.ts';
import { readDockerfile } from '../read/dockerfile.ts';
import { stackOf } from '../stack.fixture.ts';

/** Small Dockerfiles, and why BuildKit refuses each; `scripts/verdicts.ts` writes it. */
interface Verdicts {
  verdicts: { lines: string[]; refused: string | null }[];
}

const record = join(import.meta.dirname, '../../../e2e/corpus/verdicts.json');
const { verdicts } = JSON.parse(readFileSync(record, 'utf8')) as Verdicts;
const stance = otherTools.buildkit.codes['BuildError'];
const rulesOfForm = stance !== undefined && 'rules' in stance ? stance.rules : [];

const cases = verdicts.map(({ lines, refused }) => ({
  name: lines.join(' ⏎ ').replaceAll('%', '%%'),
  text: `${lines.join('\n')}\n`,
  refused,
}));

test('there are enough of both kinds', () => {
  expect(cases.filter(({ refused }) => refused !== null).length).toBeGreaterThan(40);
  expect(cases.filter(({ refused }) => refused === null).length).toBeGreaterThan(40);
});

test.each(cases)(
  '$name: one rule says so where Docker refuses it, and none where it does not',
  ({ text, refused }) => {
    const said = checkStack(stackOf({ Dockerfile: text })).filter(({ rule }) => rulesOfForm.includes(rule));
    const { parses } = readDockerfile({ path: 'Dockerfile', text });
    expect(said.map(({ message }) => message)).toHaveLength(refused === null ? 0 : 1);
    // What a rule of its own knows more about, the reader takes.
    if (refused === null) expect(parses).toBe(true);
  },
);
