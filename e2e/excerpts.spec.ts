import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test';

const chapter = '/image/';

const bench = (page: Page): Locator => page.getByRole('complementary', { name: 'Workbench' });
const editor = (page: Page): Locator => bench(page).locator('.cm-content');
const excerpt = (page: Page, part: string): Locator =>
  page.locator(`main reader-excerpt[data-part="${part}"]`);
const where = (page: Page, part: string): Locator => excerpt(page, part).locator('.where');
const nameIn = (page: Page, choice: string): Locator =>
  page.locator(`main reader-name[data-ink="${choice}"]`).first();

/** What an excerpt's header says once so many lines have come above it. */
async function whereAfter(page: Page, part: string, lines: number): Promise<string> {
  const said = (await where(page, part).textContent()) ?? '';
  return said.replace(/\d+/g, (number) => String(Number(number) + lines));
}

/** On a phone the workbench is a sheet over the text. */
async function closeWorkbench(page: Page): Promise<void> {
  const close = bench(page).getByRole('button', { name: 'Close', exact: true });
  if (await close.isVisible()) await close.click();
}

/** Opens the editor at an excerpt's first line. */
async function openAt(page: Page, part: string): Promise<void> {
  await excerpt(page, part).getByRole('button', { name: 'Open' }).click();
  await expect(editor(page)).toBeFocused();
}

/** Writes something else for the line in which the cursor stands. */
async function rewriteLine(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText(text);
}

/** Changes one line of the `user` part, whose first line bears the first note. */
async function editUser(page: Page): Promise<void> {
  await openAt(page, 'user');
  await rewriteLine(page, 'RUN groupadd somebody');
  await closeWorkbench(page);
}

const ownKeys = (page: Page): Promise<[string, string][]> =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.startsWith('drydock:own:') || key.startsWith('drydock:shown:'))
      .sort(),
  );

async function rename(page: Page, choice: string, value: string): Promise<void> {
  await nameIn(page, choice).click();
  await page.locator('main reader-name .field').fill(value);
  await page.keyboard.press('Enter');
}

test('a line edited in the workbench is edited in the excerpt, also after a reload', async ({ page }) => {
  await page.goto(chapter);
  const notes = await excerpt(page, 'user').locator('.notes li').count();
  const [why = ''] = await excerpt(page, 'user').locator('.notes li').allTextContents();
  const follows = async (): Promise<void> => {
    await expect(excerpt(page, 'user').locator('.text').first()).toHaveText('RUN groupadd somebody\n');
    await expect(where(page, 'user')).toContainText('yours, edited');
    await expect(excerpt(page, 'user').locator('.notes li')).toHaveCount(notes - 1);
    await expect(excerpt(page, 'user')).not.toContainText(why.slice(1));
    await expect(excerpt(page, 'code').locator('.own')).toHaveCount(0);
  };
  await editUser(page);
  await follows();

  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
  await follows();
  expect(loaded.filter((url) => /take-excerpts|edited-source/.test(url))).toEqual([]);
});

test('lines written above move the numbers, and leave the rest alone', async ({ page }) => {
  await page.goto(chapter);
  const moved = await whereAfter(page, 'user', 2);
  const notes = await excerpt(page, 'user').locator('.notes').textContent();
  await openAt(page, 'code');
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# one\n# two\n');
  await expect(where(page, 'user')).toHaveText(moved);
  await expect(excerpt(page, 'user').locator('.notes')).toHaveText(notes ?? '');
});

test('a part that was taken out says so, and leads to the file', async ({ page }) => {
  await page.goto(chapter);
  const lines = await excerpt(page, 'code').locator('.line').count();
  await openAt(page, 'code');
  await page.keyboard.press('Home');
  for (let line = 0; line < lines; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await expect(where(page, 'code')).toHaveText('not in your file any more');
  await closeWorkbench(page);
  await excerpt(page, 'code').getByRole('button', { name: 'Open' }).click();
  await expect(bench(page).getByRole('tab', { name: 'Dockerfile, edited' })).toBeVisible();
  await expect(editor(page)).toBeVisible();
});

test('a choice and an edit meet in the excerpt', async ({ page }) => {
  await page.goto(chapter);
  const moved = await whereAfter(page, 'uwsgi-processes', 1);
  await openAt(page, 'uwsgi-processes');
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# mine\n');
  await closeWorkbench(page);
  await rename(page, 'workers', '7');
  await expect(excerpt(page, 'uwsgi-processes')).toContainText('UWSGI_WORKERS=7');
  await rename(page, 'project', 'web_shop');
  await expect(excerpt(page, 'environment')).toContainText('web_shop.settings_deploy');
  await expect(where(page, 'uwsgi-processes')).toHaveText(moved);
});

test('what the reader looks at stays where it is while lines change above', async ({ page, context }) => {
  await page.goto(chapter);
  const other = await context.newPage();
  await other.goto(chapter);
  const start = excerpt(other, 'start-up');
  await start.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const top = (): Promise<number> =>
    start.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  await openAt(page, 'code');
  await page.keyboard.press('End');
  await page.keyboard.insertText('\n# one\n# two\n# three');
  await expect(excerpt(other, 'code')).toContainText('# three');
  expect(await top()).toBe(before);
});

test('the other tab’s edits show here too, with and without the workbench', async ({ page, context }) => {
  await page.goto(chapter);
  const other = await context.newPage();
  await other.goto(chapter);
  await editUser(page);
  await expect(where(other, 'user')).toContainText('edited');
  await rename(page, 'project', 'web_shop');
  await expect(nameIn(other, 'project')).toHaveText('web_shop');
  await expect(excerpt(other, 'environment')).toContainText('web_shop.settings_deploy');
  await expect(where(other, 'user')).toContainText('edited');
});

/** The link of what a page shows. */
async function linkOf(page: Page): Promise<string> {
  const files = page.getByRole('button', { name: 'Files', exact: true });
  if (await files.isVisible()) await files.click();
  await bench(page).getByRole('button', { name: 'Share' }).click();
  return page.getByRole('dialog').getByRole('textbox', { name: 'The link' }).inputValue();
}

/** Another reader, who has a name and an edit of their own. */
async function somebodyElse(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(chapter);
  await rename(page, 'project', 'mine');
  const moved = await whereAfter(page, 'user', 1);
  await openAt(page, 'code');
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('# my own\n');
  await expect(where(page, 'user')).toHaveText(moved);
  await closeWorkbench(page);
  return page;
}

test('a link’s names and edits are those of the whole page, and the reader’s own come back', async ({
  page,
  browser,
  isMobile,
}) => {
  await page.goto(chapter);
  await rename(page, 'project', 'web_shop');
  await editUser(page);
  const link = await linkOf(page);

  const context = await browser.newContext(isMobile ? { viewport: { width: 390, height: 844 } } : {});
  const theirs = await somebodyElse(context);
  const own = await where(theirs, 'user').textContent();
  await expect(where(theirs, 'user')).not.toContainText('edited');
  const stored = await ownKeys(theirs);

  await theirs.goto(link);
  await expect(nameIn(theirs, 'project')).toHaveText('web_shop');
  await expect(theirs.locator('main reader-code.console .ink[data-ink="project"]').first()).toHaveText(
    'web_shop',
  );
  await expect(excerpt(theirs, 'user')).toContainText('RUN groupadd somebody');
  await expect(where(theirs, 'user')).toContainText('edited');
  await expect(theirs.locator('main')).not.toContainText('mine.');

  // A name changed in a sentence is changed in the link's stack alone.
  await rename(theirs, 'project', 'their_shop');
  await expect(excerpt(theirs, 'environment')).toContainText('their_shop.settings_deploy');
  expect(await ownKeys(theirs)).toEqual(stored);

  await theirs.locator('main').getByRole('link', { name: 'Back to your own stack' }).click();
  await expect(nameIn(theirs, 'project')).toHaveText('mine');
  await expect(excerpt(theirs, 'environment')).toContainText('mine.settings_deploy');
  await expect(where(theirs, 'user')).toHaveText(own ?? '');
  await expect(theirs.locator('.link-strip')).toHaveCount(0);
  await context.close();
});

test('a link of choices alone opens as a stack of its own', async ({ page }) => {
  await page.goto(`${chapter}#project=shop&workers=4&stages=one`);
  await expect(nameIn(page, 'project')).toHaveText('shop');
  await expect(excerpt(page, 'uwsgi-processes')).toContainText('UWSGI_WORKERS=4');
  await expect(excerpt(page, 'app-base')).toContainText('your choices leave these lines out');
  await expect(page.locator('reader-when[data-choice="stages"][data-is="one"]').first()).toBeVisible();
  await expect(page.locator('main .link-strip')).toBeVisible();
  expect(await ownKeys(page)).toEqual([]);
});

for (const [fragment, words] of [
  ['#s=1.!!!', 'This link is damaged'],
  ['#project=Not%20A%20Name', 'Nothing in this link could be taken'],
  ['#projcet=shop', 'There is no choice of this name'],
] as const)
  test(`a link that cannot be read leaves the reader their own: ${fragment}`, async ({ page }) => {
    await page.goto(`${chapter}${fragment}`);
    await expect(
      page.locator('.notice, .bench-notices').filter({ hasText: words, visible: true }),
    ).toHaveCount(1);
    await expect(page.locator('html')).not.toHaveAttribute('data-held');
    await expect(nameIn(page, 'project')).toHaveText('harbour');
    await expect(page.locator('.link-strip')).toHaveCount(0);
  });
