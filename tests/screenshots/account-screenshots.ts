import type { Page } from '@playwright/test';

import type { Account, Accounts } from '../e2e/accounts.ts';
import { givePassword, signIn, signOut } from '../e2e/journey.ts';
import type { StackDescription } from '../e2e/stack.ts';
import { codeOf, keyOnPage } from '../e2e/two-step.ts';

type Take = (name: string) => Promise<Buffer>;

/** Takes the states of a forgotten password, of two-step sign-in and of the local mailbox. */
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
  await signIn(page, account);
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
  await page.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
  await page.getByRole('button', { name: 'Set up' }).waitFor();
  await take('two-step-off');
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = await keyOnPage(page);
  await take('two-step-set-up');
  const code = codeOf(key);
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('Two-step sign-in is on.').waitFor();
  await take('two-step-on');
  await page.getByRole('button', { name: 'Close' }).click();
  await signOut(page, account.name);
  await takeCode(page, account, code, take);
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
