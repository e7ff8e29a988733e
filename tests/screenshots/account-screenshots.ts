import type { Page } from '@playwright/test';

import { openAccount, openAccountDialog } from '../e2e/account-menu.ts';
import type { Account, Accounts, AddressedAccount } from '../e2e/accounts.ts';
import { givePassword, signOut } from '../e2e/journey.ts';
import type { StackDescription } from '../e2e/stack.ts';
import { codeOf, earlyCodeOf, keyOnPage } from '../e2e/two-step.ts';
import { enter } from './enter.ts';

type Take = (name: string) => Promise<Buffer>;

const changed = 'Lighthouse-Keeper-2026';

/** Takes the states of a forgotten password, of changes of the account and of the local mailbox. */
export async function takeAccount(
  page: Page,
  { mailboxUrl }: StackDescription,
  accounts: Accounts,
  take: Take,
): Promise<void> {
  const account = await accounts.createWithEmail();
  await takeForgotPassword(page, account.name, take);
  await page.goto(mailboxUrl);
  await page.getByText(account.email).waitFor();
  await take('mailbox');
  await enter(page, account);
  await takeEmail(page, account, take);
  await takeTwoStep(page, account, take);
}

async function takeForgotPassword(page: Page, name: string, take: Take): Promise<void> {
  await page.goto('/forgot-password');
  await page.getByLabel('User name').fill(name);
  await take('forgot-password');
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('Code').fill('123456');
  await page.getByLabel('New password', { exact: true }).fill('Harbour');
  await take('forgot-password-code');
  await page.getByLabel('New password', { exact: true }).fill('Harbour-Lights-2026');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('alert').waitFor();
  await take('forgot-password-refused');
}

async function takeTwoStep(page: Page, account: Account, take: Take): Promise<void> {
  await page.getByRole('button', { name: `Account of ${account.name}` }).click();
  await page.getByRole('menuitem', { name: 'Two-step sign-in' }).waitFor();
  await take('account-menu');
  await page.keyboard.press('Escape');
  const dialog = await openAccountDialog(page, account.name, 'Two-step sign-in');
  await take('account-sign-in');
  await openAccount(dialog, account);
  await page.getByRole('button', { name: 'Set up' }).waitFor();
  await take('two-step-off');
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = await keyOnPage(page);
  await take('two-step-set-up');
  const code = await earlyCodeOf(key);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('Two-step sign-in is on.').waitFor();
  await take('two-step-on');
  await page.getByRole('button', { name: 'Close' }).click();
  await takePassword(page, account, key, take);
  await signOut(page, account.name);
  await takeCode(page, { ...account, password: changed }, code, take);
}

/** Takes the change of a password where each sign-in asks for a code. */
async function takePassword(page: Page, account: Account, key: string, take: Take): Promise<void> {
  const dialog = await openAccountDialog(page, account.name, 'Change password');
  await dialog.getByLabel('Password', { exact: true }).fill(account.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const code = dialog.getByLabel('Code', { exact: true });
  await code.waitFor();
  await take('account-code');
  await code.fill(codeOf(key));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByLabel('New password', { exact: true }).fill('Harbour');
  await take('change-password');
  await dialog.getByLabel('New password', { exact: true }).fill(changed);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await dialog.getByText('To stay signed in here').waitFor();
  await take('change-password-code');
  await code.fill(codeOf(key, 1));
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByText('Your other devices are signed out.').waitFor();
  await take('change-password-done');
  await dialog.getByRole('button', { name: 'Close' }).click();
}

/** Takes the change of an address, up to the step that asks for the code. */
async function takeEmail(page: Page, account: AddressedAccount, take: Take): Promise<void> {
  const dialog = await openAccountDialog(page, account.name, 'Change e-mail address');
  await openAccount(dialog, account);
  await dialog.getByLabel('New e-mail address').waitFor();
  await take('change-email');
  await dialog.getByLabel('New e-mail address').fill(`new-${account.email}`);
  await dialog.getByRole('button', { name: 'Send code' }).click();
  await dialog.getByText('A code is on its way').waitFor();
  await take('change-email-code');
  await page.keyboard.press('Escape');
}

async function takeCode(page: Page, account: Account, used: string, take: Take): Promise<void> {
  await givePassword(page, account);
  await page.getByLabel('Code', { exact: true }).waitFor();
  await take('code');
  await page.getByLabel('Code', { exact: true }).fill(used);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await take('code-refused');
}

/** Takes the step that sets up a second factor during the sign-in, where the pool demands one. */
export async function takeDemandedFactor(page: Page, accounts: Accounts, take: Take): Promise<void> {
  await page.goto('/');
  await givePassword(page, await accounts.create());
  await page.getByRole('img', { name: /^QR code/ }).waitFor();
  await take('set-up');
  await page.getByLabel('Code', { exact: true }).fill('12345');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await take('set-up-refused');
}
