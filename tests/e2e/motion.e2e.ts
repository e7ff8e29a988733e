import type { Locator, Page } from '@playwright/test';

import { choose, expect, isNarrow, newButton, payload, refreshList, row, test } from './journey.ts';
import { noteMotions, notedMotions } from './motion.ts';
import { authorizationOf, storedPaths, storeFiles } from './stored-files.ts';

/** The longest time for which something moves that a person has asked for. */
const longestMs = 300;

/** What moves without a layout of the page, and colours, which are drawn anew where they are. */
const cheap = /^(transform|opacity|visibility|(\w+-?)*color|fill|stroke)$/i;

const dialog = (page: Page): Locator => page.getByRole('dialog');
const menu = (page: Page): Locator => page.getByRole('menu');
const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });
const item = (page: Page, name: string): Locator => page.getByRole('menuitem', { name, exact: true });
const more = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `More actions for ${name}`, exact: true });
const inNotice = (page: Page, sentence: string, name: string): Locator =>
  page
    .getByRole('region', { name: 'Messages' })
    .locator('airlock-notice-view')
    .filter({ hasText: sentence })
    .getByRole('button', { name, exact: true });

/** Clicks, and clicks once more at the same place when what the first click brought is there. */
async function clickAgainOver(page: Page, thing: Locator, brought: Locator): Promise<void> {
  await thing.hover();
  await page.mouse.down();
  await page.mouse.up();
  await expect(brought).toBeVisible();
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
}

/** Waits until the focus is in a part of the page. */
const expectFocusIn = (part: Locator): Promise<void> =>
  expect.poll(() => part.evaluate((it) => it.contains(document.activeElement))).toBe(true);

/** Waits until nothing of the page moves any more, except what shows that something is under way. */
async function standsStill(page: Page): Promise<void> {
  const moving = (): number =>
    document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
}

/** Returns the changes of files that the page asks the API for, from now on. */
function changesOf(page: Page): readonly string[] {
  const changes: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/files\/(delete|move|copy|restore|purge)$/.test(pathname)) changes.push(pathname);
  });
  return changes;
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test.describe(`with motion, at ${viewport.width} pixels`, () => {
    test.use({ viewport, hasTouch: viewport.width < 720, contextOptions: { reducedMotion: 'no-preference' } });

    test.beforeEach(async ({ files, stack }) => {
      await noteMotions(files);
      const paths = ['docs/inside.txt', 'docs/other.txt', 'a.txt', 'b.txt'];
      await storeFiles(stack, await authorizationOf(files), paths);
      await refreshList(files);
      await expect(row(files, 'b.txt')).toBeVisible();
      expect(await files.evaluate(() => matchMedia('(prefers-reduced-motion: no-preference)').matches)).toBe(true);
    });

    test.afterEach(async ({ files }) => {
      const motions = await notedMotions(files);
      expect(motions).not.toEqual([]);
      expect(motions.filter(({ isEndless, durationMs }) => !isEndless && durationMs > longestMs)).toEqual([]);
      expect(motions.filter(({ properties }) => !properties.every((name) => cheap.test(name)))).toEqual([]);
    });

    test('a double click does once what it is for, and nothing to what the first click brought', async ({
      files,
      stack,
    }) => {
      const changes = changesOf(files);
      await clickAgainOver(files, more(files, 'a.txt'), menu(files));
      await standsStill(files);
      await item(files, 'Rename').dblclick();
      await expect(dialog(files).getByLabel('New name')).toBeFocused();
      await standsStill(files);
      await expect(dialog(files)).toHaveCount(1);
      await expect(menu(files)).toHaveCount(0);
      await files.keyboard.press('Escape');
      await expect(dialog(files)).toHaveCount(0);
      await expectFocusIn(row(files, 'a.txt'));

      await newButton(files).click();
      await clickAgainOver(files, item(files, 'New folder'), dialog(files));
      await standsStill(files);
      await expect(dialog(files)).toHaveCount(1);
      await files.keyboard.press('Escape');
      await expect(newButton(files)).toBeFocused();

      await more(files, 'b.txt').click();
      await item(files, 'Delete').dblclick();
      await expect(row(files, 'b.txt')).toHaveCount(0);
      await inNotice(files, '“b.txt” deleted', 'Undo').dblclick();
      await expect(row(files, 'b.txt')).toBeVisible();
      expect(changes).toEqual(['/api/files/delete', '/api/files/restore']);
      await expect(dialog(files)).toHaveCount(0);
      expect(await storedPaths(stack, await authorizationOf(files))).toHaveLength(4);
    });

    test('folders, details and the tray open and close with the focus in its place', async ({ files }) => {
      await clickAgainOver(files, row(files, 'docs').getByRole('link', { name: 'docs' }), row(files, 'inside.txt'));
      await expect(files.getByRole('heading', { name: 'docs', exact: true })).toBeVisible();
      await expectFocusIn(row(files, 'inside.txt'));
      await expect(dialog(files)).toHaveCount(0);

      await more(files, 'other.txt').click();
      await clickAgainOver(files, item(files, 'Details'), details(files));
      await standsStill(files);
      await expect(details(files)).toBeVisible();
      await files.getByRole('button', { name: 'Close the details' }).click();
      await expect(details(files)).toHaveCount(0);
      await expectFocusIn(files.getByRole('grid'));

      // What the details show is selected.
      await files.keyboard.press('Escape');
      await choose(files, payload('new.txt', Buffer.from('new')));
      const tray = files.getByRole('region', { name: 'Uploads' });
      await expect(tray.getByRole('heading')).toContainText('uploaded');
      const toggle = tray.getByRole('button', { name: /^(Expand|Collapse) uploads$/ });
      // On a small screen it has collapsed by itself.
      const isOpen = isNarrow(files) ? ['true', 'false'] : ['false', 'true'];
      for (const expanded of isOpen) {
        await toggle.click();
        await expect(toggle).toHaveAttribute('aria-expanded', expanded);
        await expect(toggle).toBeFocused();
      }
    });
  });
}
