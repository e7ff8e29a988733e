import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import type { Accounts } from '../e2e/accounts.ts';
import { signIn } from '../e2e/journey.ts';

type Take = (name: string) => Promise<Buffer>;

/** The states of a lost password, of two-step sign-in and of the local mailbox. */
export async function takeAccount(page: Page, accounts: Accounts, take: Take): Promise<void> {
  const account = await accounts.createWithEmail();
  await takeForgotPassword(page, account.name, take);
  await page.goto('/_local/mailbox');
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

async function takeTwoStep(page: Page, account: { name: string; password: string }, take: Take): Promise<void> {
  await page.getByRole('button', { name: `Account of ${account.name}` }).click();
  await page.getByRole('menuitem', { name: 'Two-step sign-in' }).waitFor();
  await take('account-menu');
  await page.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
  await page.getByRole('button', { name: 'Set up' }).waitFor();
  await take('two-step-off');
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = (await page.getByRole('dialog').getByRole('code').innerText()).replaceAll(' ', '');
  await take('two-step-set-up');
  const code = TOTP.generate({ secret: Secret.fromBase32(key) });
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText('Two-step sign-in is on.').waitFor();
  await take('two-step-on');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: `Account of ${account.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await takeCode(page, account, code, take);
}

async function takeCode(
  page: Page,
  { name, password }: { name: string; password: string },
  used: string,
  take: Take,
): Promise<void> {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Code', { exact: true }).waitFor();
  await take('code');
  await page.getByLabel('Code', { exact: true }).fill(used);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').waitFor();
  await take('code-refused');
}
