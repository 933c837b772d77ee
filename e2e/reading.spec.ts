import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { charactersOf } from '../scripts/fonts.ts';

const chapter = '/image/';
const rule = '/rules/dockerfile/apt-no-update/';
const pages = ['/', chapter, '/choices/', '/rules/', rule, '/no-such-page/'];

/** The reader's name in the first sentence that has it. */
const nameIn = (page: Page, choice: string) => page.locator(`main reader-name[data-ink="${choice}"]`).first();
const excerpt = (page: Page, part: string) => page.locator(`main reader-excerpt[data-part="${part}"]`);

async function rename(page: Page, choice: string, value: string): Promise<void> {
  await nameIn(page, choice).click();
  await page.locator('reader-name .field').fill(value);
  await page.keyboard.press('Enter');
}

/** Everything that the browser complained about while a test ran: errors, and what the policy has blocked. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) heard.push(message.text());
  });
  return heard;
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a chapter reads, in the default names', async ({ page }) => {
    await page.goto(chapter);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(nameIn(page, 'project')).toHaveText('harbour');
    await expect(excerpt(page, 'build-base').locator('.line').first()).toBeVisible();
    await expect(page.locator('main button:visible')).toHaveCount(0);
    await expect(page.locator('reader-when[data-is="one"]').first()).toBeHidden();
    await expect(page.locator('reader-when[data-is="two"]').first()).toBeVisible();
  });

  test('the sheets and the files open', async ({ page, isMobile }) => {
    await page.goto(chapter);
    if (!isMobile) {
      await expect(page.getByRole('navigation', { name: 'Sheets' })).toBeVisible();
      await expect(page.getByRole('complementary', { name: 'Workbench' })).toBeVisible();
      return;
    }
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('navigation', { name: 'Sheets' })).toBeVisible();
    await page.getByRole('navigation').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Files' }).click();
    await expect(page.getByRole('complementary', { name: 'Workbench' })).toBeVisible();
  });
});

test('a name changed in a sentence changes in prose, commands and files, and stays', async ({ page }) => {
  const heard = complaints(page);
  await page.goto(chapter);
  await rename(page, 'project', 'web_shop');
  const followed = async (): Promise<void> => {
    await expect(nameIn(page, 'project')).toHaveText('web_shop');
    await expect(page.locator('main reader-code.console .ink[data-ink="project"]').first()).toHaveText(
      'web_shop',
    );
    await expect(excerpt(page, 'environment')).toContainText(
      'DJANGO_SETTINGS_MODULE=web_shop.settings_deploy',
    );
    await expect(excerpt(page, 'healthz').locator('.file')).toHaveText('web_shop/health.py');
    await expect(page.locator('main')).not.toContainText('harbour');
  };
  await followed();
  await expect(nameIn(page, 'project')).toBeFocused();
  await expect(page.locator('#said')).toContainText('web_shop');
  await page.reload();
  await followed();
  expect(heard).toEqual([]);
});

test('a name that cannot be used gets its message at the field, and Escape gives up', async ({ page }) => {
  await page.goto(chapter);
  await nameIn(page, 'project').click();
  const field = page.getByRole('textbox', { name: 'Project name' }).first();
  await field.fill('class');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('reader-name').getByRole('alert')).toContainText(
    'class is a word of Python itself',
  );
  await expect(field).toHaveAccessibleDescription(/class is a word of Python itself/);
  await field.fill('json');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await field.press('Escape');
  await expect(nameIn(page, 'project')).toHaveText('harbour');
  await expect(nameIn(page, 'project')).toBeFocused();
});

test('a choice that changes lines brings the new ones, and they are put back at once', async ({ page }) => {
  const heard = complaints(page);
  await page.goto(chapter);
  await expect(excerpt(page, 'build-base').locator('.text').first()).toContainText('AS build');
  await nameIn(page, 'stages').click();
  await page.locator('reader-name select').selectOption('one');
  await page.keyboard.press('Enter');
  await expect(excerpt(page, 'app-base')).toContainText('your choices leave these lines out');
  await expect(excerpt(page, 'build-base').locator('.text').first()).not.toContainText('AS build');
  await expect(page.locator('reader-when[data-choice="stages"][data-is="one"]').first()).toBeVisible();

  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-held');
  await expect(excerpt(page, 'app-base')).toContainText('your choices leave these lines out');
  expect(loaded.filter((url) => url.includes('take-excerpts'))).toEqual([]);
  expect(heard).toEqual([]);
});

test('a switch turns over in the sentence', async ({ page }) => {
  await page.goto(chapter);
  const guard = nameIn(page, 'hostGuard');
  await expect(guard).toHaveRole('switch');
  await guard.press('Enter');
  await expect(guard).toHaveText('on');
  await expect(guard).toHaveAttribute('aria-checked', 'true');
  await expect(excerpt(page, 'uwsgi-routes')).toContainText('UWSGI_ROUTE_HOST');
});

test('two tabs show the same choices', async ({ page, context }) => {
  await page.goto(chapter);
  const other = await context.newPage();
  await other.goto(chapter);
  await rename(page, 'project', 'shop');
  await expect(nameIn(other, 'project')).toHaveText('shop');
});

test('storage that is broken or blocked is told, and the page goes on', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('drydock:own:choices', 'project=Not A Name&workers=%00&nonsense');
    localStorage.setItem('drydock:shown:/image/', '{"byPath":');
  });
  await page.goto(chapter);
  await expect(nameIn(page, 'project')).toHaveText('harbour');
  await expect(page.locator('.notice')).toContainText('could not be used');

  const blocked = await page.context().newPage();
  await blocked.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await blocked.goto(chapter);
  await expect(blocked.locator('.notice')).toContainText('does not let this page keep anything');
  await rename(blocked, 'project', 'shop');
  await expect(excerpt(blocked, 'environment')).toContainText('shop.settings_deploy');
});

test('on the cover the name runs through the page as it is typed', async ({ page }) => {
  await page.goto('/');
  const field = page.getByLabel('What is your project called?');
  await field.fill('fleet');
  await expect(page.locator('.ink[data-ink="project"]').first()).toHaveText('fleet');
  await field.fill('2fast');
  await expect(page.getByRole('alert').filter({ hasText: 'begin with a letter' })).toBeVisible();
  await expect(page.locator('.ink[data-ink="project"]').first()).toHaveText('fleet');
  await field.fill('fleet_two');
  await field.press('Enter');
  await page.goto(chapter);
  await expect(nameIn(page, 'project')).toHaveText('fleet_two');
});

test('the finding on the cover is mended on the spot, in the reader’s names, and nothing moves', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByLabel('What is your project called?').fill('fleet');
  const finding = page.locator('cover-finding');
  const box = finding.getByRole('note', { name: 'Error' });
  await expect(box).toContainText('fleet/wsgi.py has no app');
  await expect(finding.getByText('UWSGI_MODULE=fleet.wsgi:app \\')).toBeVisible();
  const height = () => finding.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();
  await box.getByRole('button', { name: 'Take application' }).click();
  await expect(finding.getByText('UWSGI_MODULE=fleet.wsgi:application')).toBeVisible();
  await expect(box).toBeHidden();
  await expect(page.locator('#said')).toHaveText(/^Nothing found in \d+ files$/);
  await expect(finding.getByRole('button', { name: 'Break it again' })).toBeFocused();
  expect(await height()).toBe(before);
  await page.keyboard.press('Enter');
  await expect(box.getByRole('button', { name: 'Take application' })).toBeFocused();
});

test('copy takes exactly the text: no callouts, no prompts', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(chapter);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await excerpt(page, 'code').getByRole('button', { name: 'Copy' }).click();
  expect(await clipboard()).toBe('WORKDIR /code\nCOPY . .\n');
  const commands = page.locator('main reader-code.console').first();
  await commands.getByRole('button', { name: 'Copy' }).click();
  expect(await clipboard()).not.toMatch(/^\$ /m);
});

test('the keyboard alone: to the text, along the names, from a line to its note and back', async ({
  page,
}) => {
  await page.goto(chapter);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(nameIn(page, 'project')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Project name' }).first()).toBeFocused();
  await page.keyboard.press('Escape');
  const user = excerpt(page, 'user');
  await user.locator('.line .callout').first().focus();
  await page.keyboard.press('Enter');
  await expect(user.locator('.notes li').first()).toBeInViewport();
  await user.locator('.notes .callout').first().focus();
  await page.keyboard.press('Enter');
  await expect(user.locator('.line').first()).toBeInViewport();
});

test('the list of parts marks the one that is being read', async ({ page, isMobile }) => {
  await page.goto(chapter);
  const parts = page.locator('.sheets .parts a');
  if (isMobile) await page.getByRole('button', { name: 'Menu' }).click();
  await parts.nth(3).click();
  await expect(parts.nth(3)).toHaveAttribute('aria-current', 'location');
  await expect(page.locator('main h2').nth(3)).toBeInViewport();
  await expect(parts.nth(0)).not.toHaveAttribute('aria-current');
});

test('the colours follow the switch, and stay', async ({ page, isMobile }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(chapter);
  const light = await paper();
  if (isMobile) await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await paper()).not.toBe(light);
  await page.reload();
  expect(await paper()).not.toBe(light);
});

test('the index of rules takes words and pasted messages', async ({ page }) => {
  await page.goto('/rules/');
  const rows = page.locator('.rules tbody tr:visible');
  const all = await rows.count();
  const field = page.getByLabel('A word, a rule, or the message');
  await field.fill('apt-no-update');
  await expect(rows.first()).toContainText('dockerfile/apt-no-update');
  expect(await rows.count()).toBeLessThan(all);
  await field.fill('#9 14.02 E: Unable to locate package libfoo-dev at 0x7f31');
  await expect(page.getByRole('status').filter({ hasText: 'the nearest' })).toBeVisible();
  await expect(rows.filter({ hasText: 'dockerfile/apt-no-update' })).toBeVisible();
  await field.fill('qqqq');
  await expect(page.getByRole('status').filter({ hasText: 'No rule knows' })).toBeVisible();
  await field.fill('');
  await expect(rows).toHaveCount(all);

  await page.goto('/no-such-page/');
  await page.getByLabel('Were you looking for a message?').fill('apt-no-update');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('apt-no-update');
  await expect(rows.first()).toContainText('dockerfile/apt-no-update');
});

test('a page of a rule shows what is wrong and what is right', async ({ page }) => {
  await page.goto(rule);
  await expect(page.locator('figure.diff .broken').first()).toBeVisible();
  await expect(page.locator('figure.diff .sound').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'How to mend it' })).toBeVisible();
});

test('the faces have every character that the pages use', async ({ page }) => {
  const known = new Set(charactersOf('plex-sans'));
  for (const path of pages) {
    await page.goto(path);
    const text = await page.evaluate(() => document.body.textContent);
    const unknown = [...new Set(text)].filter((char) => char !== '\n' && !known.has(char));
    expect(unknown, path).toEqual([]);
  }
});

test('nothing sticks out to the side, down to 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of pages) {
    await page.goto(path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, path).toBeLessThanOrEqual(0);
  }
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const path of pages)
    test(`axe finds nothing on ${path} in ${colorScheme}`, async ({ page }) => {
      // axe looks at every element of a long page several times over.
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    });

test('no link of the site is dead', async ({ request }) => {
  const seen = new Set(['/']);
  for (const path of seen) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    if (!path.endsWith('/')) continue;
    for (const [, link = ''] of (await answer.text()).matchAll(/<a [^>]*href="(\/[^"#?]*)/g)) seen.add(link);
  }
  expect(seen.size).toBeGreaterThan(10);
  expect((await request.get('/no-such-page/')).status()).toBe(404);
});
