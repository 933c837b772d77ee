import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';

const chapter = '/image/';

const bench = (page: Page): Locator => page.getByRole('complementary', { name: 'Workbench' });
const editor = (page: Page): Locator => bench(page).locator('.cm-content');
const still = (page: Page): Locator => bench(page).locator('.still');
const verdict = (page: Page): Locator => bench(page).locator('.bench-verdict [role="status"]');
const findings = (page: Page): Locator => bench(page).getByRole('region', { name: 'Findings' });
const sheet = (page: Page): Locator => page.getByRole('dialog');

/** Goes to the chapter with the workbench in sight: on a phone it is behind the bar. */
async function visit(page: Page, path = chapter): Promise<void> {
  await page.goto(path);
  const files = page.getByRole('button', { name: 'Files', exact: true });
  if (await files.isVisible()) await files.click();
}

/** Presses the still text, and waits for the editor that takes its place. */
async function openEditor(page: Page): Promise<void> {
  await still(page).click({ position: { x: 120, y: 30 } });
  await expect(editor(page)).toBeFocused();
}

/** Writes lines at the top of the file that is open. */
async function writeAtTop(page: Page, lines: string): Promise<void> {
  await scrollTo(page, 'Home');
  await page.keyboard.insertText(lines);
}

/** Writes lines at the end: in a Dockerfile, those of the image that is shipped. */
async function writeAtEnd(page: Page, lines: string): Promise<void> {
  await scrollTo(page, 'End');
  await page.keyboard.insertText(lines);
}

/** Brings the first or the last lines into sight; the others need not be drawn. */
async function scrollTo(page: Page, key: 'Home' | 'End'): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press(`Control+${key}`);
}

async function openTab(page: Page, name: string): Promise<void> {
  await bench(page).getByRole('tab', { name }).click();
  await expect(bench(page).getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
}

/** Sets a choice in the panel, as a reader would. */
async function choose(page: Page, label: string, value: string): Promise<void> {
  await bench(page)
    .getByRole('button', { name: /choices$/ })
    .first()
    .click();
  await sheet(page).getByLabel(label, { exact: true }).fill(value);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toHaveCount(0);
}

const firstLine = (page: Page): Locator => bench(page).locator('.cm-line').first();

test('nothing of the editor is loaded before the reader reaches for it, and no pixel moves when it comes', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto(chapter, { waitUntil: 'networkidle' });
  await expect(page.locator('.still')).toBeAttached();
  expect(scripts.filter((url) => /editor|mount|highlight/.test(url))).toEqual([]);

  await visit(page);
  const placeOf = (of: Locator) =>
    of.evaluate((text) => {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const places: number[][] = [];
      for (let node = walker.nextNode(); node && places.length < 40; node = walker.nextNode()) {
        for (const word of (node.textContent ?? '').matchAll(/\S+/g)) {
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const { x, y, width } = range.getBoundingClientRect();
          places.push([x, y, width].map((one) => Math.round(one * 2) / 2));
        }
      }
      return places.slice(0, 40);
    });
  await page.evaluate(() => document.fonts.ready);
  const before = await placeOf(still(page).locator('.text'));
  await openEditor(page);
  expect(await placeOf(editor(page))).toEqual(before);
});

test('the still files follow choices that change their lines, with nothing of the editor', async ({
  page,
}) => {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:own:choices', 'project=web_shop&stages=one&healthCheck=off&starter=off');
  });
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto(chapter, { waitUntil: 'networkidle' });
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
  expect(scripts.filter((url) => /editor|mount/.test(url))).toEqual([]);
  await visit(page);
  await expect(verdict(page)).toHaveText('Nothing found in 5 files.');
  await expect(bench(page).getByRole('tab', { name: 'health.py' })).toHaveCount(0);
  await expect(bench(page).getByRole('tab')).toHaveCount(5);
  const text = await still(page).locator('.text').textContent();
  expect(text?.match(/^FROM /gm)).toHaveLength(1);
  expect(text).toContain('web_shop');
  const numbers = await still(page).locator('.numbers').textContent();

  await openEditor(page);
  await scrollTo(page, 'End');
  await expect(bench(page).locator('.cm-lineNumbers .cm-gutterElement').last()).toHaveText(
    numbers?.split('\n').at(-1) ?? '',
  );
  await expect(bench(page).getByRole('tab')).toHaveCount(5);
  await expect(verdict(page)).toHaveText('Nothing found in 5 files.');
});

test('an edit is there after a reload, without the editor', async ({ page }) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# my own line\n');
  await expect(bench(page).getByRole('tab', { name: 'Dockerfile, edited' })).toBeVisible();

  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
  expect(loaded.filter((url) => /editor|mount|worker/.test(url))).toEqual([]);
  await visit(page);
  await expect(still(page)).toContainText('# my own line');
  await expect(bench(page).getByRole('tab', { name: 'Dockerfile, edited' })).toBeVisible();
  await expect(verdict(page)).toContainText('1 file edited.');
  await expect(editor(page)).toHaveCount(0);
  await openEditor(page);
  await expect(firstLine(page)).toHaveText('# my own line');
});

test('a choice changed after an edit is merged into it; where both meet, the reader decides', async ({
  page,
}) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# my own line\n');
  await choose(page, 'Workers', '7');
  await scrollTo(page, 'End');
  await expect(editor(page)).toContainText('UWSGI_WORKERS=7');
  await scrollTo(page, 'Home');
  await expect(firstLine(page)).toHaveText('# my own line');

  // The same words, changed by both.
  await scrollTo(page, 'End');
  const line = bench(page).locator('.cm-line', { hasText: 'UWSGI_WORKERS=7' });
  await line.click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText('    UWSGI_WORKERS=%k \\');
  await choose(page, 'Workers', '9');
  const conflict = bench(page).getByRole('region', { name: /Two versions/ });
  await expect(conflict).toBeVisible();
  await expect(conflict).toContainText('UWSGI_WORKERS=%k');
  await expect(conflict).toContainText('UWSGI_WORKERS=9');
  await conflict.getByRole('button', { name: 'Take the new' }).click();
  await expect(conflict).toHaveCount(0);
  await expect(editor(page)).toContainText('UWSGI_WORKERS=9');
  await scrollTo(page, 'Home');
  await expect(firstLine(page)).toHaveText('# my own line');
});

test('a problem is seen in the text, in the margin and in the list, is announced, and mended by its fix', async ({
  page,
}) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# drydock ignore dockerfile/unknown-instruction: nothing of the kind here\n');
  await expect(findings(page).getByRole('button', { name: /^Hint:/ })).toBeVisible();
  await expect(bench(page).locator('.cm-marks .mark-hint')).toHaveCount(1);
  await expect(verdict(page)).toContainText('1 finding. It stops nothing.');
  await scrollTo(page, 'Home');
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('Nothing found');

  await writeAtEnd(page, 'ENV API_PASSWORD=hunter2\n');
  await expect(findings(page).getByRole('button', { name: /^Warning:/ })).toBeVisible();
  await expect(bench(page).locator('.cm-marks .mark-warning')).toHaveCount(1);

  await writeAtEnd(page, 'RUNN true\n');
  await expect(bench(page).locator('.cm-lintRange-error')).toHaveText('RUNN');
  await expect(bench(page).locator('.cm-marks .mark-error')).toHaveCount(1);
  await expect(bench(page).getByRole('tab', { name: /^Dockerfile, edited, 1 error/ })).toBeVisible();

  await findings(page).getByRole('button', { name: /RUNN/ }).click();
  const box = bench(page).getByRole('note', { name: 'Error' });
  await expect(box).toContainText('RUNN');
  await expect(box.getByRole('link', { name: /why/ })).toHaveAttribute(
    'href',
    '/rules/dockerfile/unknown-instruction/',
  );
  await box.getByRole('button', { name: /RUN/ }).first().click();
  await expect(bench(page).locator('.cm-lintRange-error')).toHaveCount(0);
  await expect(editor(page)).toContainText('RUN true');
  await expect(verdict(page)).toContainText('Done:');
});

test('on a low screen a finding can still be pressed', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 480 });
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, 'RUNN true\n');
  await findings(page).getByRole('button', { name: /RUNN/ }).click();
  await expect(bench(page).getByRole('note', { name: 'Error' })).toBeVisible();
});

test('F8 walks the problems and says each', async ({ page }) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(
    page,
    '# drydock ignore dockerfile/unknown-instruction: none here\n# drydock ignore dockerfile/package-gone: none here\n',
  );
  await expect(findings(page).getByRole('button')).toHaveCount(2);
  // What is said is wiped from the live region soon after.
  await bench(page)
    .locator('.cm-announced')
    .evaluate((region) => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true });
    });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.join());
  const box = bench(page).getByRole('note', { name: 'Hint' });
  await scrollTo(page, 'End');
  await page.keyboard.press('F8');
  await expect(box).toContainText('unknown-instruction');
  await expect.poll(heard).toContain('Hint, 1 of 2: ');
  await page.keyboard.press('F8');
  await expect(box).toContainText('package-gone');
  await expect.poll(heard).toContain('Hint, 2 of 2: ');
  await page.keyboard.press('Shift+F8');
  await expect(box).toContainText('unknown-instruction');
});

test('the stack comes as a zip whose entrypoint can be executed', async ({ page }) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# my own line\n');
  const coming = page.waitForEvent('download');
  await bench(page).getByRole('button', { name: 'Download the stack' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('harbour.zip');
  const bytes = await readFile(await download.path());
  const files = unzipSync(bytes);
  expect(new TextDecoder().decode(files['harbour/Dockerfile'])).toMatch(/^# my own line\n/);
  const modes = unixModes(bytes);
  expect(modes.get('harbour/docker-entrypoint.sh')).toBe(0o755);
  expect(modes.get('harbour/Dockerfile')).toBe(0o644);
});

/** The modes of a zip's files, from its central directory. */
function unixModes(zip: Buffer): Map<string, number> {
  const modes = new Map<string, number>();
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = zip.indexOf(signature); at !== -1; at = zip.indexOf(signature, at + 46)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    modes.set(name, (zip.readUInt32LE(at + 38) >>> 16) & 0o777);
  }
  return modes;
}

test('a link carries choices and edits to another reader, beside what they have themselves', async ({
  page,
  browser,
  isMobile,
}) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# from a friend\n');
  await choose(page, 'Project name', 'web_shop');
  await bench(page).getByRole('button', { name: 'Share' }).click();
  const link = await sheet(page).getByRole('textbox', { name: 'The link' }).inputValue();
  await expect(sheet(page)).toContainText(`${link.length.toLocaleString('en')} characters`);

  const other = await browser.newContext(isMobile ? { viewport: { width: 390, height: 844 } } : {});
  let theirs = await other.newPage();
  await visit(theirs);
  await openEditor(theirs);
  await writeAtTop(theirs, '# my own\n');
  await theirs.close();
  theirs = await other.newPage();
  await visit(theirs, link);
  await expect(still(theirs)).toContainText('# from a friend');
  await expect(bench(theirs)).toContainText('This stack came with a link.');
  await bench(theirs).getByRole('link', { name: 'Back to your own stack' }).click();
  await visit(theirs);
  await expect(still(theirs)).toContainText('# my own');
  await other.close();
});

test('a broken link opens the reader’s own stack and says why', async ({ page }) => {
  await visit(page, `${chapter}#s=1.!!!`);
  await expect(bench(page).locator('.bench-notices')).toContainText('This is your own stack.');
  await expect(still(page)).toContainText('FROM python');
});

test('the keyboard comes to the files without walking through the text', async ({ page, isMobile }) => {
  await page.goto(chapter);
  const skip = page.getByRole('link', { name: 'Skip to your files' });
  if (isMobile) return expect(skip).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(bench(page).locator(':focus')).toHaveCount(1);
});

test('the keyboard alone goes in and out', async ({ page }) => {
  await visit(page);
  await still(page).focus();
  await expect(editor(page)).toBeFocused();
  await expect(bench(page).locator('#bench-keys')).toContainText('Tab leaves the editor');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(editor(page)).toBeFocused();

  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
  await expect(bench(page).locator('#bench-keys')).toContainText('Tab indents');
  await page.keyboard.press('Tab');
  await expect(editor(page)).toBeFocused();
  await expect(firstLine(page)).toHaveText(/^ {4}x/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
});

test('the tabs are walked with the arrows, before and after the editor has come', async ({ page }) => {
  await visit(page);
  await bench(page).getByRole('tab', { name: 'Dockerfile' }).focus();
  await expect(editor(page)).toHaveCount(1);
  await expect(bench(page).getByRole('tab', { name: 'Dockerfile' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(bench(page).getByRole('tab', { name: '.dockerignore' })).toBeFocused();
  await expect(editor(page)).toHaveAttribute('aria-label', '.dockerignore');
  await page.keyboard.press('End');
  await expect(editor(page)).toHaveAttribute('aria-label', 'harbour/health.py');
});

test('undo goes by the file', async ({ page }) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# in the Dockerfile\n');
  await openTab(page, 'requirements.txt');
  await writeAtTop(page, '# in the requirements\n');
  await openTab(page, 'Dockerfile');
  await expect(firstLine(page)).toHaveText('# in the Dockerfile');
  await editor(page).focus();
  await page.keyboard.press('Control+z');
  await expect(firstLine(page)).not.toHaveText('# in the Dockerfile');
  await openTab(page, 'requirements.txt');
  await expect(firstLine(page)).toHaveText('# in the requirements');
});

test('a file is started again, compared, and gone back to', async ({ page }) => {
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# my own line\n');
  await bench(page).getByRole('button', { name: 'Compare' }).click();
  await expect(sheet(page).getByText('# my own line')).toBeVisible();
  await page.keyboard.press('Escape');
  await bench(page).getByRole('button', { name: 'Start this file again' }).click();
  await expect(firstLine(page)).not.toHaveText('# my own line');
  await bench(page).getByRole('button', { name: 'Earlier states (1)' }).click();
  await sheet(page)
    .getByRole('button', { name: /Go back/ })
    .click();
  await expect(firstLine(page)).toHaveText('# my own line');
});

test('two tabs see each other’s edits and lose none', async ({ page, context }) => {
  await visit(page);
  await openEditor(page);
  const other = await context.newPage();
  await visit(other);
  await openEditor(other);
  await writeAtTop(page, '# from the first tab\n');
  await expect(firstLine(other)).toHaveText('# from the first tab');
  await expect(bench(other).locator('.bench-notices')).toContainText('changed in another tab');
  await editor(other).focus();
  await other.keyboard.press('Control+End');
  await other.keyboard.insertText('# from the second tab\n');
  await scrollTo(page, 'End');
  await expect(editor(page)).toContainText('# from the second tab');
  await scrollTo(page, 'Home');
  await expect(editor(page)).toContainText('# from the first tab');
});

test('a full storage is told, and the work goes on', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
  });
  await visit(page);
  await openEditor(page);
  await writeAtTop(page, '# my own line\n');
  const notices = bench(page).locator('.bench-notices');
  await expect(notices).toContainText('no room left');
  await expect(firstLine(page)).toHaveText('# my own line');
  await notices
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await expect(notices).not.toContainText('no room left');
});

test('a bad value keeps its message at the field, and the files as they are', async ({ page }) => {
  await visit(page);
  await bench(page)
    .getByRole('button', { name: /choices$/ })
    .first()
    .click();
  const field = sheet(page).getByLabel('Project name', { exact: true });
  await field.fill('my project');
  await page.keyboard.press('Tab');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/lower-case letters/);
  await field.fill('web_shop');
  await page.keyboard.press('Tab');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Escape');
  await expect(still(page)).toContainText('web_shop');
});

test('the frame is widened, folded away, and remembered', async ({ page, isMobile }) => {
  await visit(page);
  // On a phone the workbench is a sheet already.
  await expect(bench(page).getByRole('button', { name: 'Full page' })).toBeVisible({ visible: !isMobile });
  if (isMobile) return;
  await bench(page).getByRole('button', { name: 'Full page' }).click();
  await expect(page.locator('main')).toBeHidden();
  await page.reload();
  await expect(page.locator('main')).toBeHidden();
  await bench(page).getByRole('button', { name: 'Full page' }).click();
  await expect(page.locator('main')).toBeVisible();
  await bench(page).getByRole('button', { name: 'Fold away' }).click();
  await expect(still(page)).toBeHidden();
  await page.getByRole('button', { name: 'Open the workbench' }).click();
  await expect(bench(page).getByRole('tab', { name: 'Dockerfile' })).toBeVisible();
});

/** What axe finds in the workbench; the rest of the page is the reading tests'. */
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('#workbench').analyze()).violations;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing, with the editor, a redline and the sheets open', async ({ page }) => {
      // axe looks at every element of a long page several times over.
      test.slow();
      await visit(page);
      await openEditor(page);
      await writeAtTop(page, 'RUNN true\n');
      await findings(page).getByRole('button').first().click();
      await expect(bench(page).getByRole('note')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await bench(page)
        .getByRole('button', { name: /choices$/ })
        .first()
        .click();
      await expect(sheet(page)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await bench(page).getByRole('button', { name: 'Compare' }).click();
      await expect(sheet(page).locator('.cm-content').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}
