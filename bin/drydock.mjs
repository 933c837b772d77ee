#!/usr/bin/env node
// The checker and the generators from a terminal. They are TypeScript that Node runs as it is from 24 on; an older Node
// hands over to the one that `npm ci` has put into this checkout.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main);
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (!existsSync(own)) {
    console.error(
      `drydock: Node ${process.version} is too old, and there is no newer one in this checkout. Run \`npm ci\` in it first.`,
    );
    process.exit(2);
  }
  const { status, signal } = spawnSync(own, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? (signal === null ? 2 : 130));
}
