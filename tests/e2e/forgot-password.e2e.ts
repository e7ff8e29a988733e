import type { Page } from '@playwright/test';

import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import type { AddressedAccount } from './accounts.ts';
import { expect, signIn, signOut, test } from './journey.ts';
import type { StackDescription } from './stack.ts';

const next = 'Another-Password-2026';

/** Goes to the page that takes the code. */
async function askForCode(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('User name').fill(name);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByLabel('User name')).toHaveValue(name);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
}

/** Reads the newest code for the address on the mailbox page of the local stack. */
async function codeOf(page: Page, { mailboxUrl }: StackDescription, { email }: AddressedAccount): Promise<string> {
  const mailbox = await page.context().newPage();
  await mailbox.goto(mailboxUrl);
  const code = await mailbox.getByRole('article').filter({ hasText: email }).first().getByRole('code').textContent();
  await mailbox.close();
  return code ?? '';
}

async function choosePassword(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code);
  await page.getByLabel('New password', { exact: true }).fill(next);
  await page.getByRole('button', { name: 'Change password' }).click();
}

test('a forgotten password is replaced with the code from the mail, and the address signs in', async ({
  page,
  accounts,
  stack,
}) => {
  const account = await accounts.createWithEmail();
  await askForCode(page, account.email);
  const code = await codeOf(page, stack, account);
  await choosePassword(page, code === '000000' ? '111111' : '000000');
  await expect(page.getByRole('alert')).toHaveText(/This code is incorrect/);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Change password' }).click();

  await expect(page.getByText('Your password has been changed')).toBeVisible();
  await expect(page.getByLabel('User name')).toHaveValue(account.email);
  await page.getByLabel('Password', { exact: true }).fill(next);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('No files yet')).toBeVisible();
  await signOut(page, account.name);
});

test('the page says the same of a name that nobody has', async ({ page, accounts }) => {
  const account = await accounts.createWithEmail();
  const seen: string[] = [];
  for (const name of [account.name, 'nobody-at-all']) {
    await askForCode(page, name);
    await choosePassword(page, '000000');
    await expect(page.getByRole('alert')).toHaveText(/This code is incorrect/);
    seen.push((await page.getByRole('main').innerText()).replaceAll(name, 'NAME'));
  }
  expect(seen[1]).toBe(seen[0]);
});

test('the mailbox shows a new mail by itself and copies its code', async ({ page, accounts, stack }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const account = await accounts.createWithEmail();
  const mailbox = await page.context().newPage();
  await mailbox.goto(stack.mailboxUrl);
  await expect(mailbox.getByRole('heading', { name: 'Mailbox' })).toBeVisible();
  await askForCode(page, account.name);
  const mail = mailbox.getByRole('article').filter({ hasText: account.email });
  await expect(mail).toBeVisible();
  await mail.getByRole('button', { name: /^Copy/ }).click();
  await expect(mailbox.getByText('Copied', { exact: true })).toBeVisible();
  const code = await mail.getByRole('code').textContent();
  expect(await mailbox.evaluate(() => navigator.clipboard.readText())).toBe(code);
});

test('the mailbox opens to nobody who has only its address', async ({ page, accounts, stack }) => {
  const account = await accounts.createWithEmail();
  await askForCode(page, account.name);
  for (const address of ['/_local/mailbox', '/_local/mailbox#', '/_local/mailbox#another-key']) {
    await page.goto(address);
    await expect(page.getByRole('alert')).toContainText('This page needs its whole address');
    await expect(page.getByRole('article')).toHaveCount(0);
  }
  await page.goto(stack.mailboxUrl);
  await expect(page.getByRole('article').filter({ hasText: account.email })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('the old password opens nothing once it is replaced', async ({ page, accounts, stack }) => {
  const account = await accounts.createWithEmail();
  await askForCode(page, account.name);
  await choosePassword(page, await codeOf(page, stack, account));
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText(/The user name or the password is incorrect/);
  await signIn(page, { name: account.name, password: next });
});

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('both steps and the mailbox are accessible', async ({ page, accounts, stack }) => {
      const account = await accounts.createWithEmail();
      await page.goto('/forgot-password');
      await expect(page.getByLabel('User name')).toBeFocused();
      await expectAccessible(page);
      await askForCode(page, account.name);
      await page.getByLabel('New password', { exact: true }).fill('abc');
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);
      await page.goto(stack.mailboxUrl);
      await expect(page.getByText(account.email)).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  });
}
