// Runs the browser tests: finds a Chromium on the machine or installs one, builds the site, starts Playwright.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const say = (text: string): void => console.log(`browser tests: ${text}`);

/** Runs a command with its output on the screen; true when it ended well. */
const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'inherit', env: process.env }).status === 0;

function onPath(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

function findChromium(): string | undefined {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && existsSync(given)) return given;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  return onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

function installChromium(): string | undefined {
  say('no Chromium on this machine; trying Playwright’s own download');
  if (run('npx', 'playwright', 'install', 'chromium') && existsSync(chromium.executablePath()))
    return chromium.executablePath();
  if (onPath('apt-get') === undefined || process.getuid?.() !== 0) return undefined;
  say('the download did not work; installing the package chromium with apt-get');
  run('apt-get', 'update');
  run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  return findChromium();
}

const browser = findChromium() ?? installChromium();
if (browser === undefined) {
  say(
    'no Chromium could be found or installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  );
  process.exit(1);
}
say(`using ${browser}`);
process.env['CHROMIUM'] = browser;
const passed = run('npx', 'astro', 'build') && run('npx', 'playwright', 'test', ...process.argv.slice(2));
process.exit(passed ? 0 : 1);
