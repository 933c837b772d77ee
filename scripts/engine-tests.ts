// Runs the engine tests where there is an engine, and says so where there is none.
import { spawnSync } from 'node:child_process';

const engine = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' });
if (engine.status !== 0) {
  console.error(
    'engine tests: they build and run the stacks with Docker, and no Docker Engine answers here.',
  );
  console.error(`engine tests: ${engine.error?.message ?? engine.stderr.trim()}`);
  process.exit(1);
}
console.log(`engine tests: Docker Engine ${engine.stdout.trim()}`);

// `--all` runs every stack anew and writes the records; without it, what is on record and unchanged is drawn by lot.
const all = process.argv.includes('--all');
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'e2e/engine/vitest.config.ts',
    ...process.argv.slice(2).filter((argument) => argument !== '--all'),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(all ? { ENGINE_RECORD: 'all' } : {}) } },
);
process.exit(status ?? 1);
