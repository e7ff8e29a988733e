import type { Page } from '@playwright/test';

import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { openAccount, openAccountDialog } from './account-menu.ts';
import type { Account } from './accounts.ts';
import { expect, givePassword, signOut, test } from './journey.ts';
import { codeOf, earlyCodeOf, keyOnPage } from './two-step.ts';

/** Opens the dialog and gives the password, and the code where there is an authenticator app. */
async function openDialog(page: Page, account: Account, code?: string): Promise<void> {
  await openAccount(await openAccountDialog(page, account.name, 'Two-step sign-in'), account, code);
}

/** Sets up an authenticator app with the oldest code that is good, and returns its key. */
async function setUp(page: Page, account: Account): Promise<string> {
  await openDialog(page, account);
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = await keyOnPage(page);
  await page.getByLabel('Code', { exact: true }).fill(await earlyCodeOf(key));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText('Two-step sign-in is on.')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  return key;
}

test('an authenticator app is set up, asked for, and switched off again', async ({ files, account }) => {
  const key = await setUp(files, account);
  expect(key).toMatch(/^[A-Z2-7]{52}$/);
  await signOut(files, account.name);

  await givePassword(files, account);
  await expect(files.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  const field = files.getByLabel('Code', { exact: true });
  await expect(field).toBeFocused();
  await field.fill(codeOf(key, 10));
  await files.getByRole('button', { name: 'Continue' }).click();
  await expect(files.getByRole('alert')).toHaveText(/This code is incorrect or has expired/);
  const code = codeOf(key);
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await files.getByRole('button', { name: 'Continue' }).click();
  await expect(files.getByText('No files yet')).toBeVisible();

  // The present code is used; the next one is good already.
  await openDialog(files, account, codeOf(key, 1));
  await files.getByRole('button', { name: 'Switch off' }).click();
  await files.getByRole('button', { name: 'Switch off' }).click();
  await expect(files.getByText('Your other devices are signed out.')).toBeVisible();
  await expect(files.getByText('Two-step sign-in is off.')).toBeVisible();
  await files.getByRole('button', { name: 'Close' }).click();
  await signOut(files, account.name);
  await givePassword(files, account);
  await expect(files.getByText('No files yet')).toBeVisible();
});

test('a set-up that is given up changes nothing', async ({ files, account }) => {
  await openDialog(files, account);
  await files.getByRole('button', { name: 'Set up' }).click();
  await files.getByLabel('Code', { exact: true }).fill('000000');
  await files.getByRole('button', { name: 'Switch on' }).click();
  await expect(files.getByRole('alert')).toHaveText(/Check the clock of your phone/);
  await files.keyboard.press('Escape');
  await signOut(files, account.name);
  await givePassword(files, account);
  await expect(files.getByText('No files yet')).toBeVisible();
});

test('the key can be copied, and stays out of everything that is kept', async ({ files, account }) => {
  await files.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openDialog(files, account);
  await files.getByRole('button', { name: 'Set up' }).click();
  const key = await keyOnPage(files);
  await files.getByRole('button', { name: 'Copy key' }).click();
  await expect(files.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await files.evaluate(() => navigator.clipboard.readText())).toBe(key);
  const kept = await files.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
  );
  expect(kept).not.toContain(key);
});

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('set-up and sign-in with a code are accessible', async ({ files, account }) => {
      await openDialog(files, account);
      await expect(files.getByRole('button', { name: 'Set up' })).toBeVisible();
      await expectAccessible(files);
      await files.getByRole('button', { name: 'Set up' }).click();
      await expect(files.getByRole('img', { name: /^QR code/ })).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      const key = await keyOnPage(files);
      await files.getByLabel('Code', { exact: true }).fill(codeOf(key));
      await files.keyboard.press('Enter');
      await expect(files.getByText('Two-step sign-in is on.')).toBeVisible();
      await expectAccessible(files);
      await files.keyboard.press('Escape');
      await signOut(files, account.name);
      await givePassword(files, account);
      await expect(files.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
    });
  });
}
