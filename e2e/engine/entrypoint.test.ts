import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultChoices } from '../../src/stack/choices.ts';
import { generateStack } from '../../src/stack/generate/index.ts';
import { answer, docker, folderOf, runImage } from './docker.ts';

const tag = `drydock-entrypoint-${process.pid}`;
const database = `drydock-db-${process.pid}`;
const network = `drydock-net-${process.pid}`;

beforeAll(async () => {
  await using folder = await folderOf(generateStack(defaultChoices));
  const built = await docker('build', '--tag', tag, folder.path);
  expect(built.status, built.output).toBe(0);
  await docker('network', 'create', network);
  await docker(
    ...['run', '--detach', '--name', database, '--network', network, '--network-alias', 'db'],
    ...['--env', 'POSTGRES_USER=app', '--env', 'POSTGRES_PASSWORD=right', 'postgres:18-trixie'],
  );
});

afterAll(async () => {
  await docker('rm', '--force', '--volumes', database);
  await docker('network', 'rm', network);
  await docker('image', 'rm', '--force', tag);
});

const withDatabase = (url: string, ...options: string[]) =>
  runImage(tag, 8000, '--network', network, '--env', `DATABASE_URL=${url}`, ...options);

test('waits for Postgres, migrates when told to, and serves', async () => {
  await using app = await withDatabase(
    'postgres://app:right@db:5432/app',
    '--env',
    'DJANGO_MANAGEPY_MIGRATE=on',
  );
  expect((await answer(`${app.address}/admin/login/`)).status, await app.logs()).toBe(200);
  expect(await app.logs()).toContain('Applying contenttypes.0001_initial... OK');
});

test('names a wrong password while it waits, and lets itself be stopped', async () => {
  await using app = await withDatabase('postgres://app:wrong@db:5432/app');
  await expect
    .poll(() => app.logs(), { timeout: 60_000 })
    .toContain('password authentication failed for user "app"');
  await docker('stop', app.name);
  expect((await docker('inspect', '--format', '{{.State.ExitCode}}', app.name)).output.trim()).toBe('143');
});

test('an absent DATABASE_URL stops the start, and is named', async () => {
  const run = await docker('run', '--rm', '--env', 'SECRET_KEY=x', tag);
  expect(run.status).toBe(2);
  expect(run.output).toContain('DATABASE_URL: parameter not set');
});
