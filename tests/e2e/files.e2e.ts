import type { Page } from '@playwright/test';

import { choose, expect, pattern, payload, row, signIn, test, uploadRow } from './journey.ts';

test('a second person sees nothing of the first', async ({ files, browser, stack, accounts }) => {
  await choose(files, payload('secret.txt', pattern(10)));
  await expect(uploadRow(files, 'secret.txt')).toContainText('Verified');

  const other = await browser.newContext({ baseURL: stack.webUrl });
  const theirs = await other.newPage();
  await signIn(theirs, await accounts.create());
  await expect(theirs.getByText('No files yet')).toBeVisible();
  // Whatever the second person asks for, the first person's file gets the answer of a missing one.
  const token = await tokenOf(theirs);
  const answer = await theirs.request.post('/api/files/presign-get', {
    headers: { authorization: token },
    data: { path: 'secret.txt' },
  });
  expect(answer.status()).toBe(404);
  expect(((await answer.json()) as { code: string }).code).toBe('not-found');
  await other.close();
});

async function tokenOf(page: Page): Promise<string> {
  const listed = page.waitForRequest((request) => request.url().includes('/api/files'));
  await page.reload();
  return (await (await listed).headerValue('authorization')) ?? '';
}

test('folders open, the address follows, and back goes back', async ({ files }) => {
  await files.goto('/files?folder=reports/2026');
  await choose(files, payload('q3.pdf', pattern(100)));
  await expect(row(files, 'q3.pdf')).toBeVisible();
  await files.goto('/files');
  await files.getByRole('link', { name: 'reports', exact: true }).click();
  await files.getByRole('link', { name: '2026', exact: true }).click();
  await expect(row(files, 'q3.pdf')).toBeVisible();
  await files.goBack();
  await expect(files.getByRole('link', { name: '2026', exact: true })).toBeVisible();
});

test('search narrows the list and says when nothing matches', async ({ files }) => {
  await choose(files, [payload('apple.txt', pattern(10)), payload('pear.txt', pattern(20))]);
  await expect(row(files, 'pear.txt')).toBeVisible();
  await files.getByRole('searchbox', { name: 'Filter this folder' }).fill('APP');
  await expect(row(files, 'apple.txt')).toBeVisible();
  await expect(row(files, 'pear.txt')).toHaveCount(0);
  await files.getByRole('searchbox', { name: 'Filter this folder' }).fill('nothing like it');
  await expect(files.getByText('No matches')).toBeVisible();
});

test('everything works by keyboard alone', async ({ files }) => {
  await choose(files, [payload('a.txt', pattern(10)), payload('b.txt', pattern(20))]);
  await expect(row(files, 'b.txt')).toBeVisible();
  await row(files, 'a.txt').focus();
  await files.keyboard.press('Space');
  await expect(files.getByRole('status').filter({ hasText: '1 file selected' })).toBeVisible();
  await files.keyboard.press('ArrowDown');
  await expect(row(files, 'b.txt')).toBeFocused();
  await files.keyboard.press('Shift+Space');
  await expect(files.getByRole('status').filter({ hasText: '2 files selected' })).toBeVisible();
  await files.keyboard.press('Escape');
  await expect(files.getByText('selected')).toHaveCount(0);
});

test('a failing list says what to do and recovers', async ({ files }) => {
  await files.route('**/api/files?*', (route) => route.fulfill({ status: 503, body: '{"message":null}' }));
  await files.goto('/files?folder=x');
  await expect(files.getByText('The folder could not be loaded')).toBeVisible();
  await files.unrouteAll();
  await files.getByRole('button', { name: 'Try again' }).click();
  await expect(files.getByText('There is no such folder')).toBeVisible();
  await files.getByRole('link', { name: 'Go to My files' }).click();
  await expect(files.getByText('No files yet')).toBeVisible();
});
