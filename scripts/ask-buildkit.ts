import { spawnSync } from 'node:child_process';

/** What one tool says about one place of one file. */
export interface OracleFinding {
  tool: 'hadolint' | 'buildkit';
  /** `DL3008`, `SC2086`, `LegacyKeyValueFormat`; `BuildError` for what stops BuildKit before its checks. */
  code: string;
  /** Counted from 1; 0 where the tool names none. */
  line: number;
  message: string;
}

interface Ran {
  out: string;
  err: string;
}

/** Runs a program and gives what it printed; its exit code tells findings from none, so it is not looked at. */
export function run(program: string, args: readonly string[], input?: string): Ran {
  const done = spawnSync(program, args, { encoding: 'utf8', input, maxBuffer: 64 * 1024 * 1024 });
  if (done.error) throw done.error;
  return { out: done.stdout, err: done.stderr };
}

/** Reads a tool's JSON, and says what the tool printed where it is none. */
export function parsed(ran: Ran): unknown {
  try {
    return JSON.parse(ran.out);
  } catch {
    throw new Error(`not JSON: ${ran.out}\n${ran.err}`);
  }
}

/** The versions of what answers. */
export const engineVersions = (): { engine: string; buildx: string } => ({
  engine: run('docker', ['version', '--format', '{{.Server.Version}}']).out.trim(),
  buildx: run('docker', ['buildx', 'version']).out.trim(),
});

/** An image that stands in for a base that cannot be had: the checks read only its environment and platform. */
const standIn = 'docker-image://debian:trixie-slim';

interface Ranges {
  ranges?: { start: { line: number } }[];
}

interface CheckResult {
  warnings: { ruleName: string; detail: string; location?: Ranges }[] | null;
  buildError?: { message: string; location?: Ranges };
}

const lineOf = (place: Ranges | undefined): number => place?.ranges?.[0]?.start.line ?? 0;

/** What the checks of BuildKit say of a Dockerfile's text, with a folder as its context. */
export function askBuildKit(text: string, folder: string): OracleFinding[] {
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
    const found = (warnings ?? []).map(({ ruleName, location, detail }): OracleFinding => {
      return { tool: 'buildkit', code: ruleName, line: lineOf(location), message: detail };
    });
    if (buildError !== undefined) {
      const { location, message } = buildError;
      found.push({ tool: 'buildkit', code: 'BuildError', line: lineOf(location), message });
    }
    return found;
  }
}
