// Measures, and holds the figures against the recorded baseline: `npm run bench`; `npm run bench -- --record` keeps them.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { checkAfterKeystroke } from './check.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measurePage } from './page.ts';

type Figures = Record<string, number>;

const baselineFile = new URL('baseline.json', import.meta.url);
const port = 4427;
const address = `http://localhost:${port}/image/`;

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer; build the site first: npm run build`);
}

const server = spawn('node', ['scripts/serve.ts', '--port', String(port)], { stdio: 'ignore' });
let page: Figures;
try {
  await answers(address);
  page = {
    ...(await measurePage(address, process.env['CHROMIUM'])),
    ...(await measureLighthouse(address, process.env['CHROMIUM'])),
  };
} finally {
  server.kill();
}
const check = checkAfterKeystroke();
const figures: Figures = {
  ...page,
  'check after a keystroke, p50 ms': check.p50,
  'check after a keystroke, p95 ms': check.p95,
};

const baseline: Figures = existsSync(baselineFile)
  ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as { figures: Figures }).figures
  : {};
console.table(
  Object.fromEntries(
    Object.entries(figures).map(([name, now]) => [name, { now, baseline: baseline[name] ?? '–' }]),
  ),
);
if (process.argv.includes('--record')) {
  const machine = `Node ${process.version}, ${process.platform}, ${process.arch}`;
  writeFileSync(
    baselineFile,
    `${JSON.stringify({ on: new Date().toISOString().slice(0, 10), machine, figures }, null, 2)}\n`,
  );
}
