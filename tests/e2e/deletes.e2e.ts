import type { Browser, Page, Route } from '@playwright/test';

import type { Account } from './accounts.ts';
import {
  choose,
  download,
  expect,
  givePassword,
  pattern,
  payload,
  refreshList,
  row,
  sha256,
  sha256OfDownload,
  signIn,
  signOut,
  test,
  uploadRow,
} from './journey.ts';
import { authorizationOf, storedPaths, storeFiles } from './stored-files.ts';

/** Stores files with the page, each of ten bytes, and waits until they are listed. */
async function store(page: Page, ...names: string[]): Promise<void> {
  await choose(
    page,
    names.map((name, index) => payload(name, pattern(10, index + 1))),
  );
  for (const name of names) await expect(row(page, name)).toBeVisible();
}

async function deleteFiles(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
}

const notice = (page: Page, sentence: string) =>
  page.getByRole('region', { name: 'Messages' }).locator('airlock-notice-view').filter({ hasText: sentence });

/** Opens the files of `account` in a browser of its own. */
async function elsewhere(browser: Browser, account: Account, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, account);
  return page;
}

/** Lets `page` show the list that it has, and answers to none that it asks for until the returned function is called. */
async function holdLists(page: Page): Promise<() => Promise<void>> {
  const isList = ({ pathname }: URL) => pathname.endsWith('/files');
  const hold = (route: Route) => (route.request().method() === 'GET' ? undefined : route.fallback());
  await page.route(isList, hold);
  return () => page.unroute(isList, hold);
}

test('a delete can be undone, and the undoing can be undone', async ({ files }) => {
  await store(files, 'draft.txt');
  await deleteFiles(files, 'draft.txt');
  await expect(row(files, 'draft.txt')).toHaveCount(0);
  await notice(files, '“draft.txt” deleted').getByRole('button', { name: 'Undo' }).click();
  await expect(row(files, 'draft.txt')).toBeVisible();
  await notice(files, '“draft.txt” restored').getByRole('button', { name: 'Undo' }).click();
  await expect(notice(files, '“draft.txt” deleted')).toBeVisible();
  await expect(row(files, 'draft.txt')).toHaveCount(0);
  await files.keyboard.press('Control+z');
  await expect(row(files, 'draft.txt')).toBeVisible();
  await files.reload();
  await expect(row(files, 'draft.txt')).toBeVisible();
});

test('a delete never reaches the files of the next person in the same tab', async ({
  files,
  account,
  accounts,
  browser,
  stack,
}) => {
  const next = await accounts.create();
  const theirs = await elsewhere(browser, next, stack.webUrl);
  for (const page of [files, theirs]) await store(page, 'report.txt');
  await deleteFiles(files, 'report.txt');
  await signOut(files, account.name);
  await givePassword(files, next);
  await expect(row(files, 'report.txt')).toBeVisible();
  await expect(files.getByText('“report.txt” deleted')).toHaveCount(0);
  await expect(files.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await files.keyboard.press('Control+z');
  await theirs.reload();
  await expect(row(theirs, 'report.txt')).toBeVisible();
  const mine = await elsewhere(browser, account, stack.webUrl);
  await expect(mine.getByText('No files yet')).toBeVisible();
});

test('a delete spares what another tab has stored meanwhile, and says so', async ({
  files,
  account,
  browser,
  stack,
}) => {
  await store(files, 'q3.pdf', 'other.pdf');
  const answerLists = await holdLists(files);
  const other = await elsewhere(browser, account, stack.webUrl);
  const newer = pattern(20, 7);
  await choose(other, payload('q3.pdf', newer));
  await other.getByRole('button', { name: 'Replace: q3.pdf' }).click();
  await expect(uploadRow(other, 'q3.pdf')).toContainText('Verified');

  await deleteFiles(files, 'q3.pdf', 'other.pdf');
  await expect(notice(files, '“q3.pdf” was replaced meanwhile and stays.')).toContainText('1 file deleted');
  await answerLists();
  await expect(row(files, 'q3.pdf')).toContainText('20 B');
  await expect(row(files, 'other.pdf')).toHaveCount(0);
  expect(await sha256OfDownload(await download(files, 'q3.pdf'))).toBe(sha256(newer));
});

test('40 files are deleted although the tab is closed at once', async ({ files, account, context, stack }) => {
  const names = Array.from({ length: 40 }, (_, index) => `file-${index}.txt`);
  const authorization = await authorizationOf(files);
  await storeFiles(stack, authorization, names);
  await refreshList(files);
  await expect(files.getByText('40 files', { exact: true })).toBeVisible();
  await files.getByRole('checkbox', { name: 'Select all' }).check();
  await files.getByRole('button', { name: 'Delete', exact: true }).click();
  await files.close();
  await expect.poll(() => storedPaths(stack, authorization)).toEqual([]);
  const again = await context.newPage();
  await signIn(again, account);
  await expect(again.getByText('No files yet')).toBeVisible();
});

test('a delete before a sign-out is done', async ({ files, account }) => {
  await store(files, 'old.txt');
  await deleteFiles(files, 'old.txt');
  await signOut(files, account.name);
  await givePassword(files, account);
  await expect(files.getByText('No files yet')).toBeVisible();
});

test('Undo is still there after a look at another tab', async ({ files }) => {
  await store(files, 'draft.txt');
  await deleteFiles(files, 'draft.txt');
  await expect(notice(files, '“draft.txt” deleted')).toBeVisible();
  await look(files, 'hidden');
  await look(files, 'visible');
  await files.getByRole('button', { name: 'Undo' }).click();
  await expect(row(files, 'draft.txt')).toBeVisible();
  await files.reload();
  await expect(row(files, 'draft.txt')).toBeVisible();
});

/** Has the page believe what a browser with a window tells it when tabs are switched; a headless one never does. */
async function look(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test('two deletes can both be undone, in any order', async ({ files }) => {
  await store(files, 'a.txt', 'b.txt');
  await deleteFiles(files, 'a.txt');
  await deleteFiles(files, 'b.txt');
  await expect(row(files, 'b.txt')).toHaveCount(0);
  await notice(files, '“a.txt” deleted').getByRole('button', { name: 'Undo' }).click();
  await notice(files, '“b.txt” deleted').getByRole('button', { name: 'Undo' }).click();
  await expect(row(files, 'a.txt')).toBeVisible();
  await expect(row(files, 'b.txt')).toBeVisible();
});

test('after a lost answer the page claims nothing and shows what is there', async ({ files }) => {
  await store(files, 'a.txt', 'b.txt');
  await files.route('**/api/files/delete', async (route) => {
    await route.fetch();
    await route.fulfill({ status: 502, body: 'Bad gateway' });
  });
  await deleteFiles(files, 'a.txt');
  await expect(notice(files, 'The answer got lost')).toBeVisible();
  await expect(files.getByText('“a.txt” deleted')).toHaveCount(0);
  await expect(row(files, 'a.txt')).toHaveCount(0);
  await expect(row(files, 'b.txt')).toBeVisible();
});
