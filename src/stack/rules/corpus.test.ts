import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkStack, ruleIds } from '../check.ts';
import { readStack } from '../facts/facts.ts';
import { otherTools } from '../knowledge/other-tools.ts';
import { readDockerfile } from '../read/dockerfile.ts';
import { kindOf } from '../read/kind.ts';
import { lineTable, type Span, type Stack, type StackFile } from '../stack.ts';
import { rules } from './index.ts';
import { readRulePage } from './page.ts';

/** What hadolint and BuildKit find in the corpus; `scripts/oracles.ts` writes it. */
interface Oracles {
  files: Record<string, { tool: 'hadolint' | 'buildkit'; code: string; line: number; message: string }[]>;
}

const corpus = join(import.meta.dirname, '../../../e2e/corpus');
const oracles = JSON.parse(readFileSync(join(corpus, 'oracles.json'), 'utf8')) as Oracles;
const names = Object.keys(oracles.files);

/**
 * Findings of the other tools that are wrong where they stand, though their code is ours as well.
 * By `file:line code`, each with the reason.
 */
const wrong: Readonly<Record<string, string>> = {
  'found-redis-commander-dev:10 DL1000': 'Docker reads this heredoc.',
  'own-heredoc:31 DL1000': 'Docker reads this heredoc.',
  'own-platforms:21 DL3001': '`top` starts nothing that would be missing later.',
  'found-go-boring:32 DL3003': '`cd` stands before other commands of its `RUN`.',
  'found-go-boring:44 DL3003': '`cd` stands before other commands of its `RUN`.',
  'found-go-fiat:7 DL3003': '`cd` stands before other commands of its `RUN`.',
  'found-go-fiat:10 DL3003': '`cd` stands before other commands of its `RUN`.',
  'found-pyenv-bats:5 DL3003': '`cd` stands before other commands of its `RUN`.',
  'own-root-installer:6 DL3003': '`cd` stands before other commands of its `RUN`.',
  'own-root-installer:7 DL3003': '`cd` stands before other commands of its `RUN`.',
  'own-poetry:9 DL3006': '`base` is the stage `Base`.',
  'own-apt-variants:4 DL3009': '`rm -r` empties the folder.',
  'own-legacy-env:16 DL3013': '`--upgrade pip` asks for the newest on purpose.',
  'own-copy-from:13 DL3013': 'The wheels of the stage before decide the version.',
  'own-copy-from:13 DL3042': 'pip keeps no copy of a wheel from a local folder.',
  'found-gunicorn-dirty:42 DL3025': 'A `HEALTHCHECK` may use the shell.',
  'found-gunicorn-gevent:34 DL3025': 'A `HEALTHCHECK` may use the shell.',
  'own-two-of-everything:6 DL3025': 'A `HEALTHCHECK` may use the shell.',
  'own-two-of-everything:15 DL3025': 'A `HEALTHCHECK` may use the shell.',
  'found-wagtail-template:21 DL3042': 'The stage is not shipped.',
  'found-wagtail-template:24 DL3042': 'The stage is not shipped.',
  'own-onbuild-shell:3 DL3042': 'An `ONBUILD` step runs in another build.',
  'own-continuation:13 DL3044': 'Between single quotes nothing is replaced.',
  'own-secrets:6 DL3064': 'A path and a number of seconds are no secrets.',
  'own-secrets:6 SecretsUsedInArgOrEnv': 'A path and a number of seconds are no secrets.',
  'seed-article:12 DL4006': 'What stands before the pipe does not fail.',
  'found-linter-redis:24 DL4006': 'What stands before the pipe does not fail.',
  'found-redis-commander:19 DL4006': 'What stands before the pipe does not fail.',
  'own-onbuild-shell:13 DL4006': 'What stands before the pipe does not fail.',
  'own-platforms:22 DL4006': 'What stands before the pipe does not fail.',
  'own-root-installer:5 DL4006': 'What stands before the pipe does not fail.',
  'found-pyenv-bats:11 SC3014': 'The shell of Alpine takes it.',
  'found-redis-commander:19 SC3037': 'The shell of Alpine takes it.',
};

function stackOf(name: string): Stack {
  const folder = join(corpus, name);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return new Map(
    paths.map((path): [string, StackFile] => {
      const text = readFileSync(join(folder, path), 'utf8');
      return [path, { path, kind: kindOf(path, text), text, executable: undefined }];
    }),
  );
}

const dockerfileOf = (stack: Stack): StackFile => {
  const file = stack.get('Dockerfile');
  if (file === undefined) throw new Error('no Dockerfile');
  return file;
};

/** The lines of a place, widened to the whole of each instruction that it touches. */
function linesOf(file: StackFile, instructions: readonly Span[], at: Span): { from: number; to: number } {
  const { position } = lineTable(file.text);
  const touched = [at, ...instructions.filter(({ from, to }) => from <= at.to && at.from < to)];
  return {
    from: Math.min(...touched.map(({ from }) => position(from).line)),
    to: Math.max(...touched.map(({ to }) => position(to).line)),
  };
}

/** What the oracles rightly find in a file and no rule of ours says: `file:line code message`. */
function missedIn(name: string): string[] {
  const stack = stackOf(name);
  const file = dockerfileOf(stack);
  const instructions = readDockerfile(file).instructions.map(({ span }) => span);
  const said = checkStack(stack).flatMap(({ rule, at, related }) =>
    [at, ...related.map(({ span }) => span)]
      .filter(({ path }) => path === file.path)
      .map((span) => ({ rule, lines: linesOf(file, instructions, span) })),
  );
  // One cause, one finding: where Docker cannot read a file, the checker speaks of nothing else.
  const ofForm = readDockerfile(file).parses ? undefined : ['BuildError', 'DL1000'];
  return (oracles.files[name] ?? [])
    .filter(({ tool, code, line }) => {
      if (ofForm?.includes(code) === false) return false;
      const stance = otherTools[tool].codes[code];
      if (stance === undefined || 'reason' in stance || `${name}:${line} ${code}` in wrong) return false;
      return !said.some(
        ({ rule, lines }) =>
          stance.rules.includes(rule) && (line === 0 || (lines.from <= line && line <= lines.to)),
      );
    })
    .map(({ code, line, message }) => `${name}:${line} ${code} ${message}`);
}

test('every file of the corpus was shown to the oracles, and half were not written for it', () => {
  const folders = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((entry) => entry.name).sort()).toEqual([...names].sort());
  expect(names.filter((name) => !name.startsWith('own-')).length).toBeGreaterThanOrEqual(names.length / 2);
});

test('every code that occurs has a rule of ours or a reason', () => {
  const occurring = Object.values(oracles.files).flat();
  const unheard = occurring.filter(({ tool, code }) => otherTools[tool].codes[code] === undefined);
  expect(unheard).toEqual([]);
});

test('every rule that is named for a code of theirs is there', () => {
  const named = Object.values(otherTools)
    .flatMap(({ codes }) => Object.values(codes))
    .flatMap((stance) => ('rules' in stance ? stance.rules : []));
  expect(named.filter((rule) => !ruleIds.includes(rule))).toEqual([]);
});

test('a page names the codes of the other tools that say the same, and no others', () => {
  const { hadolint, buildkit } = otherTools;
  const told = globSync('content/rules/{dockerfile,across}/*.mdx').flatMap((path) => {
    const { id, caughtBy } = readRulePage(readFileSync(path, 'utf8'));
    const codes = caughtBy.flatMap(
      (tool) => /^(?:hadolint|buildkit|shellcheck) ([A-Z].*)$/.exec(tool)?.[1] ?? [],
    );
    return codes.map((code) => `${id} ${code}`);
  });
  // Whatever stops the reading of a file has one code with each tool, and many rules.
  const ofForm = ['BuildError', 'DL1000'];
  const known = Object.entries({ ...hadolint.codes, ...buildkit.codes }).flatMap(([code, stance]) =>
    'rules' in stance && !ofForm.includes(code) ? stance.rules.map((rule) => `${rule} ${code}`) : [],
  );
  const compared = told.filter((each) => !ofForm.some((code) => each.endsWith(` ${code}`)));
  expect(compared.sort()).toEqual(known.sort());
});

test('what hadolint and BuildKit rightly find, the checker finds in the same place', () => {
  expect(names.flatMap(missedIn)).toEqual([]);
});

test('every finding that is called wrong is one', () => {
  const all = Object.entries(oracles.files).flatMap(([name, found]) =>
    found.map(({ line, code }) => `${name}:${line} ${code}`),
  );
  expect(Object.keys(wrong).filter((finding) => !all.includes(finding))).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const stack = stackOf(name);

  test('no rule fails on it', () => {
    const facts = readStack(stack);
    expect(() => rules.map((rule) => [...rule.check(facts)])).not.toThrow();
  });

  test('every span lies in its file', () => {
    const spans = checkStack(stack).flatMap(({ at, related, fixes }) => [
      at,
      ...related.map(({ span }) => span),
      ...fixes.flatMap(({ changes }) =>
        changes.flatMap((change) => (change.kind === 'replace' ? change.at : [])),
      ),
    ]);
    const outside = spans.filter(({ path, from, to }) => {
      const length = stack.get(path)?.text.length ?? -1;
      return !(0 <= from && from <= to && to <= length);
    });
    expect(outside).toEqual([]);
  });
});
