import { expect, test, type Page, type Response } from '@playwright/test';

/** Sizes as they come over the wire, with brotli; kB are 1000 bytes. */
interface Weight {
  requests: number;
  script: number;
  /** Everything but the type faces. */
  all: number;
}

const chapter = '/image/';

/** Loads a page and weighs what it asks for until nothing more comes. */
async function weigh(page: Page, path: string): Promise<Weight> {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await page.goto(path, { waitUntil: 'networkidle' });
  const weight: Weight = { requests: responses.length, script: 0, all: 0 };
  for (const response of responses) {
    const { responseBodySize } = await response.request().sizes();
    const type = response.request().resourceType();
    if (type === 'font') continue;
    weight.all += responseBodySize;
    if (type === 'script') weight.script += responseBodySize;
  }
  return weight;
}

test('a chapter that is read stays within its budget', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL ?? ''}/`) && !request.url().startsWith('data:'))
      elsewhere.push(request.url());
  });
  const weight = await weigh(page, chapter);
  test.info().annotations.push({ type: 'weight', description: JSON.stringify(weight) });
  expect(weight.script).toBeLessThanOrEqual(20_000);
  expect(weight.all).toBeLessThanOrEqual(45_000);
  expect(weight.requests).toBeLessThanOrEqual(12);
  expect(elsewhere).toEqual([]);
});

test('three changed choices add at most 80 kB, and nothing on the next visit moves', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:own:choices', 'project=web_shop&stages=one&staticFiles=whitenoise');
  });
  const weight = await weigh(page, chapter);
  expect(weight.all).toBeLessThanOrEqual(125_000);
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
});

for (const [visit, choices] of [
  ['a first visit', ''],
  ['a reader who comes back', 'project=web_shop&stages=one&workers=4'],
] as const)
  test(`nothing shifts and nothing is blocked: ${visit}`, async ({ page }) => {
    await page.addInitScript((stored) => {
      const seen = { shift: 0, blocked: [] as string[] };
      Object.assign(window, { seen });
      addEventListener('securitypolicyviolation', (event) => seen.blocked.push(event.violatedDirective));
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
      if (stored !== '') localStorage.setItem('drydock:own:choices', stored);
    }, choices);
    await page.goto(chapter, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    const seen = await page.evaluate(() => (window as unknown as { seen: unknown }).seen);
    expect(seen).toEqual({ shift: 0, blocked: [] });
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
