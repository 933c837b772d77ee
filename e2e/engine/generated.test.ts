import { request } from 'node:http';
import { expect, test } from 'vitest';
import {
  choiceIds,
  choiceOf,
  parseChoices,
  withChoice,
  writeChoice,
  type Choices,
} from '../../src/stack/choices.ts';
import { generateStack } from '../../src/stack/generate/index.ts';
import { answer, docker, folderOf, runImage } from './docker.ts';
import { pairwise } from './pairwise.ts';

/** What is tried of the choices that are open: the default, and something that is far from it. */
const tried: Record<string, readonly string[]> = {
  project: ['harbour', 'my_shop2'],
  appUser: ['app', 'web-user'],
  workers: ['2', '1'],
  threads: ['4', '1'],
  port: ['8000', '9123'],
  allowedHosts: ['localhost', '.example.org,shop.example.com'],
};

const rows = pairwise(
  Object.fromEntries(
    choiceIds.map((id) => {
      const choice = choiceOf(id);
      if (choice.kind === 'option') return [id, choice.options.map(({ value }) => value)];
      return [id, choice.kind === 'switch' ? ['on', 'off'] : (tried[id] ?? [writeChoice(choice.default)])];
    }),
  ),
).map((row) => new URLSearchParams(row).toString());

test.each(rows)('builds, starts and answers: %s', async (form) => {
  const { choices, problems } = parseChoices(form);
  expect(problems).toEqual([]);
  await using folder = await folderOf(ownProject(choices));
  const tag = `drydock-generated-${process.pid}`;

  const linted = await docker('build', '--check', folder.path);
  expect(linted.output).toContain('Check complete, no warnings found.');
  const built = await docker('build', '--tag', tag, folder.path);
  expect(built.status, built.output).toBe(0);

  const compiler = await docker(
    'run',
    '--rm',
    '--entrypoint',
    'sh',
    tag,
    '-c',
    'command -v cc gcc; id -u; touch /code/x',
  );
  expect(compiler.output, 'no compiler, not root, the code is read only').toMatch(
    /^10001\n.*Permission denied/,
  );

  await using app = await runImage(tag, choices.port);
  const home = await answer(`${app.address}/`);
  expect(home.status, await app.logs()).toBe(200);
  const html = await home.text();
  const style = /href="(\/static\/[^"]+\.[0-9a-f]{12}\.css)"/.exec(html)?.[1];
  expect(style, html).toBeDefined();
  const sheet = await answer(`${app.address}${style}`);
  expect(sheet.status).toBe(200);
  expect(sheet.headers.get('content-type')).toMatch(/^text\/css/);
  expect(keptForYears(sheet), `${sheet.headers.get('expires')} ${sheet.headers.get('cache-control')}`).toBe(
    choices.farFuture,
  );

  const login = await answer(`${app.address}/admin/login/`);
  expect(login.status, await app.logs()).toBe(200);

  expect(await statusFor(`${app.address}/`, 'elsewhere.example')).toBe(400);
  const [host = ''] = choices.allowedHosts.split(',');
  expect(await statusFor(`${app.address}/`, `${host.replace(/^\./, 'www.')}:${choices.port}`)).toBe(200);

  if (choices.healthCheck) {
    await expect
      .poll(
        async () => (await docker('inspect', '--format', '{{.State.Health.Status}}', app.name)).output.trim(),
        { timeout: 60_000 },
      )
      .toBe('healthy');
    expect(await app.logs(), 'the health check is not written down').not.toContain('/healthz =>');
  }

  await docker('stop', app.name);
  const { output } = await docker('inspect', '--format', '{{.State.ExitCode}}', app.name);
  expect(output.trim(), 'stops by itself, and is not killed').toBe('0');
  await docker('image', 'rm', tag);
});

/** Where the starter is left out, the files are added to a project of the reader's own; here that is the starter's. */
const ownProject = (choices: Choices) =>
  new Map([...generateStack(withChoice(choices, 'starter', true)), ...generateStack(choices)]);

function keptForYears(response: Response): boolean {
  const maxAge = Number(/max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1] ?? 0);
  const expires = Date.parse(response.headers.get('expires') ?? '') - Date.now();
  return Math.max(maxAge * 1000, Number.isNaN(expires) ? 0 : expires) > 365 * 24 * 3_600_000;
}

/** The status for a Host header of one's own, which `fetch` does not allow. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
