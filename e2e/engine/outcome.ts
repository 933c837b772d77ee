import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { RulePage } from '../../src/stack/rules/page.ts';
import type { Stack } from '../../src/stack/stack.ts';
import { answer, docker, folderOf, runImage, type Ended } from './docker.ts';

const tag = `drydock-outcome-${process.pid}`;

/** Builds the stack, under a tag that the next build takes over. Plain progress, so that every line of a step is there. */
const build = (folder: string, image = tag): Promise<Ended> =>
  docker('build', '--progress=plain', '--tag', image, folder);

/**
 * Builds and runs a broken stack as far as its page says that it goes, and expects there what the page expects.
 *
 * @param port where the server listens in the container
 */
export async function expectOutcome(
  stack: Stack,
  outcome: NonNullable<RulePage['outcome']>,
  port: number,
): Promise<void> {
  await using folder = await folderOf(stack);
  const built = await build(folder.path);
  if (outcome.stage === 'build') {
    expect(built.status, 'the build stops').not.toBe(0);
    expect(built.output).toContain(outcome.says ?? '');
    return;
  }
  expect(built.status, built.output).toBe(0);
  await using app = await runImage(tag, port);

  switch (outcome.stage) {
    case 'start': {
      const code = await ended(app.name);
      expect(code, await app.logs()).toBe(outcome.exitCode);
      expect(await app.logs()).toContain(outcome.says ?? '');
      return;
    }
    case 'request': {
      const response = await answer(`${app.address}${outcome.path}`);
      const body = await response.text();
      expect(response.status, await app.logs()).toBe(outcome.status);
      expect(body + (await app.logs())).toContain(outcome.says ?? '');
      return;
    }
    case 'stop': {
      await answer(`${app.address}/`);
      await docker('stop', app.name);
      expect(await ended(app.name), await app.logs()).toBe(outcome.exitCode);
      expect(await app.logs()).toContain(outcome.says ?? '');
      return;
    }
    case 'fine': {
      expect((await answer(`${app.address}/`)).status, await app.logs()).toBe(200);
      expect(built.output + (await app.logs())).toContain(outcome.says ?? '');
      return;
    }
    default:
      throw new Error(`this image's test knows no stage ${outcome.stage}`);
  }
}

/** Runs the page's command on the broken stack, where it must print what the page says, and on the sound one, where it must not. */
export async function expectSeen(
  seen: NonNullable<RulePage['seen']>,
  sound: Stack,
  broken: Stack,
): Promise<void> {
  const print = async (stack: Stack): Promise<string> => {
    await using folder = await folderOf(stack);
    const built = await build(folder.path);
    expect(built.status, built.output).toBe(0);
    const env = { ...process.env, IMAGE: tag };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `(${seen.command}) 2>&1 || true`], {
      cwd: folder.path,
      env,
      timeout: 300_000,
      maxBuffer: 64_000_000,
    });
    return stdout + stderr;
  };
  expect(await print(broken), 'on the broken stack').toContain(seen.prints);
  expect(await print(sound), 'on the sound stack').not.toContain(seen.prints);
}

/** Waits until the container has ended, for a minute at most, and tells its exit code; a container that never ran has one too. */
async function ended(name: string): Promise<number> {
  const state = async () =>
    (await docker('inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', name)).output
      .trim()
      .split(' ');
  await expect
    .poll(async () => (await state())[0], { timeout: 60_000, interval: 300 })
    .toMatch(/^(exited|created|dead)$/);
  return Number((await state())[1]);
}
