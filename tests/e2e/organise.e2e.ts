import type { Locator, Page } from '@playwright/test';

import { choose, expect, givePassword, pattern, payload, refreshList, row, signOut, test } from './journey.ts';
import { authorizationOf, storedPaths, storeFiles } from './stored-files.ts';
import type { StackDescription } from './stack.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog');
const notice = (page: Page, sentence: string): Locator =>
  page.getByRole('region', { name: 'Messages' }).locator('airlock-notice-view').filter({ hasText: sentence });

/** Stores small files, shows them, and returns the header with which the page calls the API. */
async function stored(page: Page, stack: StackDescription, ...paths: string[]): Promise<string> {
  const authorization = await authorizationOf(page);
  await storeFiles(stack, authorization, paths);
  await refreshList(page);
  await expect(row(page, (paths[0] ?? '').split('/')[0] ?? '')).toBeVisible();
  return authorization;
}

async function openFolder(page: Page, name: string): Promise<void> {
  await row(page, name).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** Chooses an action in the menu of a row. */
async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

const select = (page: Page, name: string): Promise<void> =>
  page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();

test('a file is renamed in one call, keeps the focus, and gets its name back', async ({ files, stack }) => {
  await stored(files, stack, 'draft.txt', 'other.txt');
  const calls: string[] = [];
  files.on('request', (request) => {
    if (request.method() === 'POST') calls.push(new URL(request.url()).pathname);
  });
  await row(files, 'draft.txt').focus();
  await files.keyboard.press('F2');
  await expect(dialog(files).getByLabel('New name')).toBeFocused();
  await files.keyboard.type('other');
  await files.keyboard.press('Enter');
  await expect(dialog(files).getByText('This name is already taken in this folder.')).toBeVisible();
  await files.keyboard.press('Control+a');
  await files.keyboard.type('Draft.txt');
  await files.keyboard.press('Enter');
  await expect(notice(files, '“draft.txt” renamed to “Draft.txt”')).toBeVisible();
  await expect(row(files, 'Draft.txt')).toBeVisible();
  await expect(row(files, 'draft.txt')).toHaveCount(0);
  expect(calls).toEqual(['/api/files/move']);
  await expect(row(files, 'Draft.txt')).toBeFocused();
  await files.keyboard.press('Control+z');
  await expect(row(files, 'draft.txt')).toBeVisible();
  await expect(row(files, 'Draft.txt')).toHaveCount(0);
  await files.reload();
  await expect(row(files, 'draft.txt')).toBeVisible();
});

test('a name that somebody takes meanwhile is asked for again', async ({ files, stack }) => {
  const authorization = await stored(files, stack, 'a.txt');
  await act(files, 'a.txt', 'Rename');
  await dialog(files).getByLabel('New name').fill('b.txt');
  await storeFiles(stack, authorization, ['b.txt']);
  await dialog(files).getByRole('button', { name: 'Rename' }).click();
  await expect(dialog(files).getByText('This name is already taken in this folder.')).toBeVisible();
  await expect(dialog(files).getByLabel('New name')).toHaveValue('b.txt');
  await dialog(files).getByLabel('New name').fill('c.txt');
  await dialog(files).getByRole('button', { name: 'Rename' }).click();
  for (const name of ['b.txt', 'c.txt']) await expect(row(files, name)).toBeVisible();
  await expect(row(files, 'a.txt')).toHaveCount(0);
});

test('a file is dragged onto a breadcrumb with Ctrl, and copied', async ({ files, stack }) => {
  await stored(files, stack, 'docs/c.txt');
  await openFolder(files, 'docs');
  const path = files.getByRole('navigation', { name: 'Folder path' });
  await files.keyboard.down('Control');
  await row(files, 'c.txt').dragTo(path.getByRole('link', { name: 'My files' }));
  await files.keyboard.up('Control');
  await expect(notice(files, '“c.txt” copied to “My files”')).toBeVisible();
  await expect(row(files, 'c.txt')).toBeVisible();
});

test('what was cut is not pasted by the next person in the same tab', async ({ files, account, accounts, stack }) => {
  await stored(files, stack, 'a.txt', 'docs/b.txt');
  await row(files, 'a.txt').focus();
  await files.keyboard.press('Control+x');
  const next = await accounts.create();
  await signOut(files, account.name);
  await givePassword(files, next);
  await expect(files.getByText('No files yet')).toBeVisible();
  const calls: string[] = [];
  files.on('request', (request) => {
    if (request.method() === 'POST') calls.push(request.url());
  });
  await files.keyboard.press('Control+v');
  await expect(files.getByText('“a.txt” cut')).toHaveCount(0);
  await files.reload();
  await expect(files.getByText('No files yet')).toBeVisible();
  expect(calls.filter((url) => url.includes('/files/'))).toEqual([]);
});

test('a move goes on when its tab is closed at once', async ({ files, stack, context }) => {
  const authorization = await stored(files, stack, 'a.txt', 'docs/b.txt');
  await row(files, 'a.txt').focus();
  await files.keyboard.press('Control+x');
  await openFolder(files, 'docs');
  const other = await context.newPage();
  await other.goto('/files?folder=docs');
  await expect(row(other, 'b.txt')).toBeVisible();
  await row(files, 'b.txt').focus();
  await files.keyboard.press('Control+v');
  await files.close();
  await expect.poll(() => storedPaths(stack, authorization)).toEqual(['docs/a.txt', 'docs/b.txt']);
  await other.reload();
  await expect(row(other, 'a.txt')).toBeVisible();
});

test('the details follow the selection, and show checksum and versions', async ({ files, stack }) => {
  await stored(files, stack, 'docs/b.txt');
  await choose(files, payload('a.txt', pattern(2_000)));
  await row(files, 'a.txt').focus();
  await files.keyboard.press('Alt+Enter');
  const pane = files.getByRole('complementary', { name: 'Details' });
  await expect(pane).toBeVisible();
  await select(files, 'a.txt');
  await expect(pane.getByRole('heading', { name: 'a.txt' })).toBeVisible();
  await expect(pane.getByText(/^[A-Za-z0-9+/]{11}=$/)).toBeVisible();
  await pane.getByRole('button', { name: 'Show versions' }).click();
  await expect(pane.getByText('Current')).toBeVisible();
  await select(files, 'docs');
  await expect(pane.getByRole('heading', { name: '2 items selected' })).toBeVisible();
  await files.reload();
  await expect(pane).toBeVisible();
  await pane.getByRole('button', { name: 'Close the details' }).click();
  await expect(pane).toHaveCount(0);
});
