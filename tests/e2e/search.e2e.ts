import type { Page } from '@playwright/test';

import { expectAccessible } from './accessible.ts';
import { expect, refreshList, row, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search all files' });
const status = (page: Page) => page.locator('.summary .counts');

const paths = [
  ...['Übersicht.pdf', 'reports/2026/q3 übersicht.pdf', 'reports/2026/notes.txt', 'Istanbul/İSTANBUL foto.jpg'],
  ...[
    'übersichten/a.txt',
    'deep/er/and/deeper/still/overview of everything that was said in the meeting of March.docx',
  ],
];

/** Signed in, with some files in folders. */
const fileTest = test.extend<{ stored: Page }>({
  stored: async ({ files, stack }, use) => {
    await storeFiles(stack, await authorizationOf(files), paths);
    await refreshList(files);
    await use(files);
  },
});

fileTest(
  'a name is found in all folders by mouse, and what is done with it is seen at once',
  async ({ stored: page }) => {
    await field(page).fill('ubersicht');
    await expect(status(page)).toHaveText('3 matches');
    await expect(page).toHaveURL(/\/search\?text=ubersicht$/);
    await expect(page).toHaveTitle('Search for “ubersicht” · Airlock');
    const found = row(page, 'q3 übersicht.pdf');
    await expect(found.locator('mark')).toHaveText('übersicht');
    await expect(row(page, 'übersichten').locator('mark')).toHaveText('übersicht');
    await expectAccessible(page);

    await found.getByRole('link', { name: 'in reports/2026' }).click();
    await expect(page).toHaveURL(/\/files\?folder=reports%2F2026$/);
    await expect(row(page, 'notes.txt')).toBeVisible();
    await expect(field(page)).toHaveValue('');
    await page.goBack();
    await expect(status(page)).toHaveText('3 matches');
    await expect(field(page)).toHaveValue('ubersicht');

    await page.getByRole('button', { name: 'In “2026”' }).click();
    await expect(status(page)).toHaveText('1 match');
    await page.reload();
    await expect(status(page)).toHaveText('1 match');
    await page.getByRole('button', { name: 'More actions for q3 übersicht.pdf' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'q3 übersicht.pdf')).toBeVisible();
  },
);

fileTest('a name is found with the keyboard alone', async ({ stored: page }) => {
  await expect(row(page, 'reports')).toBeVisible();
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('istanbul');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Istanbul')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'İSTANBUL foto.jpg')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/files\?folder=Istanbul$/);
  await page.keyboard.press('/');
  await page.keyboard.type('nothing has this name');
  await expect(page.getByRole('heading', { name: 'No matches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/files\?folder=Istanbul$/);
  await expect(field(page)).toHaveValue('');
});

fileTest.describe('on a phone', () => {
  fileTest.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  fileTest('a name is found by touch', async ({ stored: page }) => {
    await field(page).tap();
    await field(page).fill('overview MEETING');
    const found = row(page, paths.at(-1)?.split('/').at(-1) ?? '');
    await expect(found.locator('mark')).toHaveText(['overview', 'meeting']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await expectAccessible(page);
    await found.getByRole('link', { name: 'in deep/er/and/deeper/still' }).tap();
    await expect(page).toHaveURL(/folder=deep%2Fer%2Fand%2Fdeeper%2Fstill$/);
    await expect(row(page, paths.at(-1)?.split('/').at(-1) ?? '')).toBeVisible();
  });
});

fileTest('a search that fails says so, and goes on where it was', async ({ stored: page }) => {
  const asked: (string | null)[] = [];
  await page.route('**/api/files/search**', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('cursor'));
    const file = {
      path: 'first/q3.pdf',
      sizeBytes: 1,
      modifiedAt: '2026-11-24T12:00:00.000Z',
      etag: `"${'a'.repeat(32)}"`,
    };
    if (asked.length === 1)
      await route.fulfill({ json: { folders: [], files: [file], searchedCount: 12_000, cursor: 'next' } });
    else if (asked.length === 2)
      await route.fulfill({ status: 503, json: { code: 'unavailable', message: 'x', requestId: 'r' } });
    else await route.fulfill({ json: { folders: [], files: [{ ...file, path: 'last/q3.pdf' }], searchedCount: 3 } });
  });
  await field(page).fill('q3');
  await expect(page.getByRole('alert')).toHaveText(/1 match found before it stopped/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(status(page)).toHaveText('2 matches');
  expect(asked).toEqual([null, 'next', 'next']);
});
