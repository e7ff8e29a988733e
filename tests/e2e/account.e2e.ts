import type { Browser, Page } from '@playwright/test';

import { mailedCode, newestMail, openAccount, openAccountDialog } from './account-menu.ts';
import { reloadWithExpiredToken } from './expired-token.ts';
import { choose, expect, givePassword, pattern, payload, signIn, signOut, test, uploadRow } from './journey.ts';
import { codeOf, earlyCodeOf, keyOnPage } from './two-step.ts';

const next = 'Another-Password-2027';
const empty = (page: Page) => page.getByText('No files yet');

/** Opens the app in another browser, as on another device. */
async function otherDevice(browser: Browser, webUrl: string): Promise<Page> {
  return (await browser.newContext({ baseURL: webUrl })).newPage();
}

async function choosePassword(page: Page, password = next): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Change password' }).click();
}

test('a changed password is told by mail, and uploads go on in the page', async ({ page, accounts, stack }) => {
  const account = await accounts.createWithEmail();
  await signIn(page, account);
  const released = Promise.withResolvers<undefined>();
  await page.route('**/*partNumber=2*', async (route) => {
    await released.promise;
    await route.continue();
  });
  await choose(page, payload('film.bin', pattern(17 * 1024 * 1024)));

  const dialog = await openAccountDialog(page, account.name, 'Change password');
  await openAccount(dialog, account);
  await choosePassword(page);
  await expect(dialog.getByText('Your other devices are signed out.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  released.resolve(undefined);
  await expect(uploadRow(page, 'film.bin')).toContainText('Verified');
  expect(await newestMail(page, stack.mailboxUrl, account.email)).toContain('Your password was changed');
});

test('a changed password ends the other sessions, and the old one signs in no more', async ({
  files,
  account,
  browser,
  stack,
}) => {
  const other = await otherDevice(browser, stack.webUrl);
  await signIn(other, account);
  const dialog = await openAccountDialog(files, account.name, 'Change password');
  await openAccount(dialog, account);
  await choosePassword(files);
  await expect(dialog.getByText('Your other devices are signed out.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await reloadWithExpiredToken(other);
  await expect(other.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  await other.context().close();
  await signOut(files, account.name);
  await givePassword(files, account);
  await expect(files.getByRole('alert')).toHaveText(/The user name or the password is incorrect/);
  await givePassword(files, { ...account, password: next });
  await expect(empty(files)).toBeVisible();
});

test('the other tabs of this browser stay signed in', async ({ files, account, context }) => {
  const other = await context.newPage();
  await other.goto('/');
  await expect(empty(other)).toBeVisible();
  const dialog = await openAccountDialog(files, account.name, 'Change password');
  await openAccount(dialog, account);
  await choosePassword(files);
  await expect(dialog.getByText('Your other devices are signed out.')).toBeVisible();
  await reloadWithExpiredToken(other);
  await expect(empty(other)).toBeVisible();
});

test('a mistake names its fix, and nothing is lost', async ({ files, account, context }) => {
  const dialog = await openAccountDialog(files, account.name, 'Change password');
  await openAccount(dialog, { password: 'not the password' });
  await expect(dialog.getByRole('alert')).toHaveText(/This password is incorrect/);
  await openAccount(dialog, account);
  await choosePassword(files, account.password);
  await expect(dialog.getByRole('alert')).toHaveText(/You have used this password before/);
  await context.setOffline(true);
  await choosePassword(files);
  await expect(dialog.getByRole('alert')).toHaveText(/Check your connection/);
  await context.setOffline(false);
  await expect(dialog.getByLabel('New password', { exact: true })).toHaveValue(next);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog.getByText('Your password has been changed.')).toBeVisible();
});

test('a new address signs in once its code was entered, and the old one until then', async ({
  page,
  accounts,
  stack,
}) => {
  const account = await accounts.createWithEmail();
  const email = `new-${account.email}`;
  await signIn(page, account);
  const dialog = await openAccountDialog(page, account.name, 'Change e-mail address');
  await openAccount(dialog, account);
  await dialog.getByLabel('New e-mail address').fill(email);
  await dialog.getByRole('button', { name: 'Send code' }).click();
  await expect(dialog.getByText(`A code is on its way to ${email}.`)).toBeVisible();
  expect(await newestMail(page, stack.mailboxUrl, account.email)).toContain('address');

  // The tab is closed before the mail has come.
  await page.reload();
  await signOut(page, account.name);
  await givePassword(page, { ...account, name: account.email });
  const again = await openAccountDialog(page, account.name, 'Change e-mail address');
  await openAccount(again, account);
  await again.getByRole('button', { name: 'I have a code' }).click();
  const code = await mailedCode(page, stack.mailboxUrl, email);
  await again.getByLabel('Code', { exact: true }).fill(code === '000000' ? '111111' : '000000');
  await again.getByRole('button', { name: 'Change address' }).click();
  await expect(again.getByRole('alert')).toHaveText(/This code is incorrect/);
  await again.getByLabel('Code', { exact: true }).fill(code);
  await again.getByRole('button', { name: 'Change address' }).click();
  await expect(again.getByText('Your e-mail address has been changed.')).toBeVisible();
  await again.getByRole('button', { name: 'Close' }).click();
  await signOut(page, account.name);
  await givePassword(page, { ...account, name: email });
  await expect(empty(page)).toBeVisible();
});

test('signing out on all devices ends every session', async ({ files, account, browser, stack }) => {
  const other = await otherDevice(browser, stack.webUrl);
  await signIn(other, account);
  const dialog = await openAccountDialog(files, account.name, 'Sign out on all devices');
  await openAccount(dialog, account);
  await expect(files.getByLabel('User name')).toBeVisible();
  await reloadWithExpiredToken(other);
  await expect(other.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  await other.context().close();
});

test('with two-step sign-in each change asks for a code, and the page for the next one', async ({ files, account }) => {
  const setUp = await openAccountDialog(files, account.name, 'Two-step sign-in');
  await openAccount(setUp, account);
  await setUp.getByRole('button', { name: 'Set up' }).click();
  const key = await keyOnPage(files);
  await setUp.getByLabel('Code', { exact: true }).fill(await earlyCodeOf(key));
  await setUp.getByRole('button', { name: 'Switch on' }).click();
  await expect(setUp.getByText('Two-step sign-in is on.')).toBeVisible();
  await setUp.getByRole('button', { name: 'Close' }).click();

  const dialog = await openAccountDialog(files, account.name, 'Change password');
  const used = codeOf(key);
  await openAccount(dialog, account, used);
  await choosePassword(files);
  await expect(dialog.getByText('To stay signed in here, enter the next code')).toBeVisible();
  await dialog.getByLabel('Code', { exact: true }).fill(used);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/This code has already been used/);
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(key, 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('Your other devices are signed out.')).toBeVisible();
});

test('the token of the account is never stored and never leaves for the API', async ({ files, account }) => {
  const answers: string[] = [];
  const carried: string[] = [];
  files.on('response', (response) => {
    if (!response.request().headers()['x-amz-target']?.endsWith('.RespondToAuthChallenge')) return;
    void response.json().then((body: { AuthenticationResult?: { AccessToken: string } }) => {
      answers.push(body.AuthenticationResult?.AccessToken ?? '');
    });
  });
  files.on('request', (request) => carried.push(request.headers()['authorization'] ?? ''));
  const dialog = await openAccountDialog(files, account.name, 'Two-step sign-in');
  await openAccount(dialog, account);
  await expect(dialog.getByRole('button', { name: 'Set up' })).toBeVisible();
  await expect.poll(() => answers.length).toBe(1);
  await files.keyboard.press('Escape');
  await files.reload();
  await expect(empty(files)).toBeVisible();
  const kept = await files.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(kept).not.toContain(answers[0]);
  expect(carried.join()).not.toContain(answers[0]);
});
