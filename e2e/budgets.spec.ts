import { expect, test, type Page, type Response } from '@playwright/test';
import { defaultChoices } from '../src/stack/choices.ts';
import { generateStack } from '../src/stack/generate/index.ts';
import { editKey } from '../src/workbench/stored-edits.ts';

/** Sizes as they come over the wire, with brotli; kB are 1000 bytes. */
interface Weight {
  requests: number;
  script: number;
  /** Everything but the type faces. */
  all: number;
}

const chapter = '/image/';

/** What a reader who comes back finds in the storage. */
type Stored = Readonly<Record<string, string>>;

const threeChoices: Stored = {
  'drydock:own:choices': 'project=web_shop&stages=one&staticFiles=whitenoise',
};

const base = generateStack(defaultChoices).get('Dockerfile')?.text ?? '';
/** A line put before those of the Dockerfile, as the workbench stores it. */
const anEdit: Stored = {
  [`${editKey}Dockerfile`]: JSON.stringify({
    formatVersion: 1,
    tab: 'before',
    count: 1,
    seen: [['before', 1]],
    edit: { slot: 'Dockerfile', base, text: `# my own line\n${base}` },
  }),
};

/** Makes the page that of a reader who was here before. */
const remember = (page: Page, stored: Stored): Promise<unknown> =>
  page.addInitScript((entries) => {
    for (const [key, value] of entries)
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, Object.entries(stored));

/** Loads a page and weighs what it asks for until nothing more comes; not the checker, which runs in a worker. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(path, { waitUntil: 'networkidle' });
  const weight: Weight = { requests: responses.length, script: 0, all: 0 };
  for (const response of responses) {
    const { responseBodySize } = await response.request().sizes();
    const type = response.request().resourceType();
    if (type === 'font' || response.url().includes('/check-worker')) continue;
    weight.all += responseBodySize;
    if (type === 'script') weight.script += responseBodySize;
  }
  return weight;
}

for (const path of ['/', chapter])
  test(`what is read at ${path} stays within its budget`, async ({ page, baseURL }) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(`${baseURL ?? ''}/`) && !request.url().startsWith('data:'))
        elsewhere.push(request.url());
    });
    const weight = await weigh(page, path);
    test.info().annotations.push({ type: 'weight', description: JSON.stringify(weight) });
    expect(weight.script).toBeLessThanOrEqual(20_000);
    expect(weight.all).toBeLessThanOrEqual(45_000);
    expect(weight.requests).toBeLessThanOrEqual(12);
    expect(elsewhere).toEqual([]);
  });

test('three changed choices add at most 80 kB', async ({ page }) => {
  await remember(page, threeChoices);
  const weight = await weigh(page, chapter);
  test.info().annotations.push({ type: 'weight', description: JSON.stringify(weight) });
  expect(weight.all).toBeLessThanOrEqual(125_000);
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
});

test('three changed choices and an edit add at most 80 kB, and less on the next visit', async ({
  page,
  browser,
  baseURL,
}) => {
  const fresh = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  const first = await weigh(fresh, chapter);
  await fresh.close();
  await remember(page, { ...threeChoices, ...anEdit });
  const back = await weigh(page, chapter);
  await expect(page.locator('reader-excerpt[data-part="build-base"] .where')).toHaveText('line 3, yours');
  const again = await weigh(page, chapter);
  for (const [visit, weight] of Object.entries({ first, back, again }))
    test.info().annotations.push({ type: visit, description: JSON.stringify(weight) });
  expect(back.all).toBeLessThanOrEqual(first.all + 80_000);
  expect(again.requests).toBeLessThan(back.requests);
});

/** Opens the first editor as a reader does, and gives the addresses of all scripts that came for it, the checker's too. */
async function scriptsOfFirstEditor(page: Page): Promise<string[]> {
  await page.goto(chapter, { waitUntil: 'networkidle' });
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') asked.add(request.url());
  });
  if (!(await page.locator('aside pre.text').first().isVisible()))
    await page.locator('.bar [data-view="files"]').click();
  await page
    .locator('aside pre.text')
    .first()
    .click({ position: { x: 120, y: 60 } });
  await page.locator('aside .cm-content').first().waitFor();
  await page.waitForLoadState('networkidle');
  return [...asked];
}

test('the first editor and its checker stay within their budgets', async ({ page, request }) => {
  const scripts = await scriptsOfFirstEditor(page);
  const wire = new Map<string, { bytes: number; imports: string[] }>();
  for (const address of scripts) {
    const answer = await request.get(address);
    expect(answer.headers()['content-encoding'] ?? 'none', address).toMatch(/^(br|none)$/);
    const imports = [...(await answer.text()).matchAll(/(?:from|import)"(\.\/[^"]+)"/g)];
    wire.set(address, {
      bytes: Number(answer.headers()['content-length']),
      imports: imports.map(([, path = '']) => new URL(path, address).href),
    });
  }
  /** A script with all that it imports at once, as far as that had not come with the page. */
  const weightOf = (name: string): number => {
    const chunks = new Set(scripts.filter((address) => address.includes(`/_astro/${name}`)));
    expect(chunks.size, name).toBe(1);
    for (const address of chunks)
      for (const other of wire.get(address)?.imports ?? []) if (wire.has(other)) chunks.add(other);
    return [...chunks].reduce((sum, address) => sum + (wire.get(address)?.bytes ?? 0), 0);
  };
  const editor = weightOf('editor.');
  const checker = weightOf('check-worker-');
  const all = [...wire.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  test.info().annotations.push({ type: 'weight', description: JSON.stringify({ editor, checker, all }) });
  expect(editor).toBeLessThanOrEqual(110_000);
  expect(checker).toBeLessThanOrEqual(110_000);
});

for (const [visit, stored] of [
  ['a first visit', {}],
  ['a reader who comes back', { 'drydock:own:choices': 'project=web_shop&stages=one&workers=4' }],
  ['a reader who comes back to edits', { ...threeChoices, ...anEdit }],
] as const)
  test(`nothing shifts and nothing is blocked: ${visit}`, async ({ page }) => {
    await page.addInitScript(() => {
      const seen = { shift: 0, blocked: [] as string[] };
      Object.assign(window, { seen });
      addEventListener('securitypolicyviolation', (event) => seen.blocked.push(event.violatedDirective));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await remember(page, stored);
    // The second time what was shown before is put back.
    for (let time = 0; time < 2; time++) {
      await page.goto(chapter, { waitUntil: 'networkidle' });
      await page.evaluate(() => document.fonts.ready);
      const seen = await page.evaluate(() => (window as unknown as { seen: unknown }).seen);
      expect(seen).toEqual({ shift: 0, blocked: [] });
    }
  });

test('the site answers as production should', async ({ request }) => {
  const page = await request.get(chapter);
  const headers = page.headers();
  expect(headers['content-encoding']).toBe('br');
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-/);
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-cache');
  const script = /\/_astro\/[^"]+\.js/.exec(await page.text())?.[0] ?? '';
  expect((await request.get(script)).headers()['cache-control']).toContain('immutable');
  const etag = headers['etag'] ?? '';
  expect((await request.get(chapter, { headers: { 'If-None-Match': etag } })).status()).toBe(304);
  for (const path of ['/..%2f..%2fetc%2fpasswd', '/%2e%2e/package.json', '/%00', '/%ff']) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(404);
  }
  expect((await request.post(chapter)).status()).toBe(405);
});
