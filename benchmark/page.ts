import { chromium, type Browser, type Page } from '@playwright/test';

/** Bytes over the wire, type faces apart. */
interface Weight {
  requests: number;
  script: number;
  all: number;
}

/** The chapter's page in a browser: what it weighs before and after the editor opens, and how soon it can be typed in. */
export async function measurePage(
  address: string,
  executablePath: string | undefined,
): Promise<Record<string, number>> {
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const figures = await weights(browser, address);
    const plain = await medianOf(() => openEditor(browser, address));
    const mobile = await medianOf(() => openEditor(browser, address, { slow: true }));
    const painted = await medianOf(() => keystrokeToProblem(browser, address));
    return {
      ...figures,
      'editor usable, ms': plain,
      'editor usable on the mobile shape, ms': mobile,
      'keystroke to painted problem, ms': painted,
    };
  } finally {
    await browser.close();
  }
}

async function weights(browser: Browser, address: string): Promise<Record<string, number>> {
  const page = await browser.newPage();
  const weight: Weight = { requests: 0, script: 0, all: 0 };
  page.on('requestfinished', (request) => {
    void request.sizes().then(({ responseBodySize }) => {
      weight.requests += 1;
      if (request.resourceType() === 'font') return;
      weight.all += responseBodySize;
      if (request.resourceType() === 'script') weight.script += responseBodySize;
    });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const read = { ...weight };
  await reach(page);
  await page.waitForLoadState('networkidle');
  const figures = {
    'reading: requests': read.requests,
    'reading: script, bytes': read.script,
    'reading: all, bytes': read.all,
    'editor and checker: bytes more': weight.all - read.all,
  };
  await page.close();
  return figures;
}

const editor = (page: Page) => page.locator('aside .cm-content').first();

/** Reaches for the code as a reader does, with the pointer, and waits until it can be typed in. */
async function reach(page: Page): Promise<void> {
  await page
    .locator('aside pre.text')
    .first()
    .click({ position: { x: 120, y: 60 } });
  await editor(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains('cm-content'));
}

async function openEditor(browser: Browser, address: string, { slow = false } = {}): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
  await page.goto(address, { waitUntil: 'networkidle' });
  if (slow) {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 200_000,
      uploadThroughput: 93_750,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  const start = performance.now();
  await reach(page);
  const time = performance.now() - start;
  await page.close();
  return time;
}

async function keystrokeToProblem(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
  await page.goto(address, { waitUntil: 'networkidle' });
  await reach(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('COPP');
  await page.locator('aside .cm-lintRange-error').first().waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.locator('aside .cm-lintRange-error').waitFor({ state: 'detached' });
  const start = performance.now();
  await page.keyboard.type('X');
  await page.locator('aside .cm-lintRange-error').first().waitFor();
  const time = performance.now() - start;
  await page.close();
  return time;
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) times.push(await measure());
  return Math.round(times.sort((a, b) => a - b)[2] ?? 0);
}
