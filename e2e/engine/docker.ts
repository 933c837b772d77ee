import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Stack } from '../../src/stack/stack.ts';

/** What a command printed, both streams in one, and how it ended. */
export interface Ended {
  status: number;
  output: string;
}

const execute = promisify(execFile);

/** Runs docker with a list of arguments; never throws for a command that fails. */
export async function docker(...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await execute('docker', args, { maxBuffer: 64_000_000, timeout: 540_000 });
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const failed = error as { code?: number | string; stdout?: string; stderr?: string };
    if (typeof failed.code !== 'number') throw error;
    return { status: failed.code, output: `${failed.stdout ?? ''}${failed.stderr ?? ''}` };
  }
}

/** Writes a stack into a folder of its own, which `[Symbol.asyncDispose]` removes. */
export async function folderOf(stack: Stack): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'drydock-'));
  for (const file of stack.values()) {
    const target = join(path, file.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.text, { mode: file.executable === false ? 0o644 : 0o755 });
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A container in the background, with its port published where there was room; gone when disposed. */
export interface Running extends AsyncDisposable {
  name: string;
  /** `http://localhost:<port>`, a name that every generated stack allows; undefined where the container publishes nothing or has ended. */
  address: string | undefined;
  logs(): Promise<string>;
}

let started = 0;

/** `docker run --detach` with the smoke test's variables: a key, and an empty DATABASE_URL. */
export async function runImage(image: string, port: number, ...options: string[]): Promise<Running> {
  const name = `drydock-${process.pid}-${++started}`;
  const run = await docker(
    ...['run', '--detach', '--name', name, '--publish', `127.0.0.1::${port}`],
    ...['--env', 'SECRET_KEY=for-a-smoke-test-only', '--env', 'DATABASE_URL=', ...options, image],
  );
  const published = await docker('port', name, String(port));
  return {
    name,
    address:
      run.status === 0 && published.status === 0
        ? `http://localhost:${published.output.trim().split(':').at(-1)}`
        : undefined,
    logs: async () => (await docker('logs', name)).output || run.output,
    [Symbol.asyncDispose]: async () => {
      await docker('rm', '--force', '--volumes', name);
    },
  };
}

/** Asks again and again until there is an answer; the last reason in the error when there is none within a minute. */
export async function answer(url: string, headers: Record<string, string> = {}): Promise<Response> {
  let reason: unknown;
  for (let attempt = 0; attempt < 120; attempt++) {
    try {
      return await fetch(url, { headers, redirect: 'manual' });
    } catch (error) {
      reason = error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw new Error(`no answer from ${url}`, { cause: reason });
}
