import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultChoices, parseChoices } from '../stack/choices.ts';
import { generateStack } from '../stack/generate/index.ts';

const bin = fileURLToPath(new URL('../../bin/drydock.mjs', import.meta.url));

/** Runs the command from a folder that has nothing to do with the checkout. */
function drydock(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const put = (path: string, content: string | Uint8Array): void => writeFileSync(join(folder, path), content);

describe('generate', () => {
  test('writes the files of the choices, the entrypoint executable', () => {
    const out = join(folder, 'shop');
    expect(drydock('generate', '--out', out, '--choices', 'project=shop&workers=4')).toMatchObject({
      status: 0,
      stderr: '',
    });
    for (const file of generateStack(parseChoices('project=shop&workers=4').choices).values())
      expect(readFileSync(join(out, file.path), 'utf8'), file.path).toBe(file.text);
    expect(statSync(join(out, 'docker-entrypoint.sh')).mode & 0o777).toBe(0o755);
  });

  test('overwrites nothing', () => {
    put('Dockerfile', 'mine');
    expect(drydock('generate', '--out', folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not empty') as string,
    });
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe('mine');
  });

  test('a choice that cannot be taken is told with what is allowed, and nothing is written', () => {
    const out = join(folder, 'shop');
    const { status, stderr } = drydock('generate', '--out', out, '--choices', 'port=80&colour=red');
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /port=80: Use a whole number[\s\S]*colour=red: There is no choice/,
      ) as string,
    });
    expect(() => statSync(out)).toThrow();
  });
});

describe('check', () => {
  const writeStack = (): void => {
    for (const file of generateStack(defaultChoices).values()) {
      mkdirSync(join(folder, file.path, '..'), { recursive: true });
      writeFileSync(join(folder, file.path), file.text, { mode: file.executable ? 0o755 : 0o644 });
    }
  };

  test('finds nothing in a generated stack', () => {
    writeStack();
    expect(drydock('check', folder)).toEqual({
      status: 0,
      stdout: `Nothing found in ${generateStack(defaultChoices).size} files.\n`,
      stderr: '',
    });
  });

  test('prints an error as a compiler does: place, words, the line, the way out', () => {
    writeStack();
    const text = readFileSync(join(folder, 'Dockerfile'), 'utf8').replace('COPY . .', 'COPPY . .');
    put('Dockerfile', text);
    const line = text.split('\n').indexOf('COPPY . .') + 1;
    const { status, stdout } = drydock('check', folder);
    expect(status).toBe(1);
    expect(stdout).toContain(`Dockerfile:${line}:1: error: `);
    expect(stdout).toContain(' | COPPY . .\n      | ^^^^^\n');
    expect(stdout).toContain('[dockerfile/unknown-instruction]');
    expect(stdout).toContain('  fix: ');
  });

  test('as JSON, lines and columns count from 1 and ends are exclusive', () => {
    put('Dockerfile', 'FROM python:3.14-slim-trixie\nCOPPY . .\n');
    const { status, stdout } = drydock('check', folder, '--format', 'json');
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as { version: number; problems: Record<string, unknown>[] };
    expect(report.version).toBe(1);
    expect(report.problems[0]).toMatchObject({
      rule: 'dockerfile/unknown-instruction',
      severity: 'error',
      path: 'Dockerfile',
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 6,
      related: [],
    });
  });

  test('any folder will do: links in a circle, a link to nowhere, binary and huge files, bytes that are no text', () => {
    writeStack();
    symlinkSync(folder, join(folder, 'again'));
    symlinkSync('nowhere', join(folder, 'broken'));
    put('video.bin', new Uint8Array(3_000_000));
    put('requirements-dev.txt', new Uint8Array([0xff, 0xfe, 0x00, 0x41]));
    put('compose.yaml', 'x'.repeat(2_000_000));
    put('strange\u0007name.sh', new Uint8Array([0x23, 0x21, 0xff, 0x0a]));
    const { status, stderr } = drydock('check', folder);
    expect([0, 1]).toContain(status);
    expect(stderr).toContain('broken: passed over, there is no such file or folder.');
    expect(stderr).toContain('compose.yaml: not read, it is larger than 1 MB.');
    expect(stderr).toContain('requirements-dev.txt: not read, it is not a text.');
  });

  test('what a file holds never steers the terminal', () => {
    put('Dockerfile', 'FROM python:3.14-slim-trixie\nCOPPY \u001b[31m \u202e.\n');
    expect(drydock('check', folder).stdout).not.toMatch(/[\u001b\u202e]/);
  });

  test.each([
    [['check'], 'check needs one folder'],
    [['check', '/no/such/folder'], 'cannot be read: there is no such file or folder'],
    [['check', bin], 'is not a folder'],
    [['check', '.', '--format', 'xml'], 'There is no format xml'],
    [['check', '.', '--colour'], "Unknown option '--colour'"],
    [['sail'], 'There is no command sail'],
    [[], 'A command is missing'],
  ])('%j cannot run: status 2 and the reason', (args, reason) => {
    const { status, stdout, stderr } = drydock(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });
});
