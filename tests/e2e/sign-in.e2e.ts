import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { dropOnPage, expect, givePassword, signIn, signOut, test } from './journey.ts';
import { sessionOn } from './session.ts';

test('the first sign-in asks for an own password and shows each rule as it is met', async ({ page, accounts }) => {
  const account = await accounts.createWithTemporaryPassword();
  const { name } = account;
  await page.goto('/');
  await givePassword(page, account);

  await expect(page.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  const field = page.getByLabel('New password', { exact: true });
  const rule = (words: string) => page.getByRole('listitem').filter({ hasText: words });
  await field.fill('short');
  await expect(rule('a lower-case letter')).toContainText(/(?<!not )met/);
  await expect(rule('at least 14 characters')).toContainText('not met yet');
  await field.fill('A-Better-Pass-2026');
  await expect(page.getByText('not met yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByText('No files yet')).toBeVisible();

  await signOut(page, name);
  await signIn(page, { name, password: 'A-Better-Pass-2026' });
});

test('a wrong password and an unknown user get the same sentence', async ({ page, account }) => {
  for (const name of [account.name, 'nobody-at-all']) {
    await page.goto('/');
    await givePassword(page, { name, password: 'Wrong-Password-1' });
    await expect(page.getByRole('alert')).toHaveText(/The user name or the password is incorrect/);
  }
});

test('a reload keeps the session and sign-out ends it', async ({ files, account }) => {
  await files.reload();
  await expect(files.getByText('No files yet')).toBeVisible();
  await signOut(files, account.name);
  await files.goto('/files');
  await expect(files.getByLabel('User name')).toBeVisible();
});

/** What a session is like, without what differs from sign-in to sign-in. */
async function kindOfSession(page: Page) {
  const { names, account, tokens } = await sessionOn(page);
  const { userId, username, accessToken } = tokens;
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as object;
  return {
    ...{ names, userId, username },
    account: Object.keys(account).toSorted(),
    tokens: Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, typeof value])),
    claims: Object.keys(claims).toSorted(),
  };
}

test('a journey that begins with a session has the one that a sign-in leaves', async ({ files, account }) => {
  const given = await kindOfSession(files);
  await signOut(files, account.name);
  await signIn(files, account);
  expect(await kindOfSession(files)).toEqual(given);
});

test('a deep link is where one lands after signing in', async ({ page, account }) => {
  await page.goto('/files?folder=reports%2F2026');
  await givePassword(page, account);
  await expect(page.getByText('There is no such folder')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Folder path' })).toContainText('2026');
});

test('a clock that is wrong is not called a wrong password', async ({ page, account }) => {
  await page.addInitScript((behindMs: number) => {
    const Real = Date;
    class Behind extends Real {
      constructor(...given: unknown[]) {
        super(...((given.length === 0 ? [Real.now() - behindMs] : given) as [number]));
      }
      static override now = () => Real.now() - behindMs;
    }
    Object.assign(window, { Date: Behind });
  }, 3 * 3_600_000);
  await page.goto('/');
  await givePassword(page, account);
  await expect(page.getByRole('alert')).toHaveText(
    'The clock of this device is 3 hours slow. Set it, then sign in again.',
  );
});

test('what a password manager fills in without a keystroke is sent', async ({ page, account }) => {
  await page.goto('/');
  const fill = (label: string, value: string) =>
    page.getByLabel(label, { exact: true }).evaluate((field, filled) => {
      (field as HTMLInputElement).value = filled;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, value);
  await fill('User name or e-mail', account.name);
  await fill('Password', account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('a file that is dropped on the sign-in page does not replace the app', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-drop-'));
  try {
    const file = join(folder, 'dropped.txt');
    await writeFile(file, 'text');
    await page.goto('/');
    await expect(page.getByLabel('User name')).toBeVisible();
    await dropOnPage(page, [file]);
    await expect(page.getByText('Sign in first, then drop your files.')).toBeVisible();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
