import type { Locator, Page } from '@playwright/test';

import type { Account } from './accounts.ts';
import { expect } from './journey.ts';

/** Opens a dialog of the account menu, which asks for the password first. */
export async function openAccountDialog(page: Page, name: string, item: string): Promise<Locator> {
  await page.getByRole('button', { name: `Account of ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const dialog = page.getByRole('dialog', { name: item });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  return dialog;
}

/** Gives the password, and the code where there is an authenticator app, as each change of the account demands. */
export async function openAccount(
  dialog: Locator,
  { password }: Pick<Account, 'password'>,
  code?: string,
): Promise<void> {
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  if (code === undefined) return;
  await dialog.getByLabel('Code', { exact: true }).fill(code);
  await dialog.getByRole('button', { name: 'Continue' }).click();
}

/** Reads the text of the newest mail to an address on the mailbox page of the local stack. */
export async function newestMail(page: Page, mailboxUrl: string, email: string): Promise<string> {
  const mailbox = await page.context().newPage();
  await mailbox.goto(mailboxUrl);
  const mail = mailbox.getByRole('article').filter({ hasText: email }).first();
  await expect(mail).toBeVisible();
  const text = await mail.innerText();
  await mailbox.close();
  return text;
}

/** Reads the newest code that was sent to an address. */
export async function mailedCode(page: Page, mailboxUrl: string, email: string): Promise<string> {
  const mailbox = await page.context().newPage();
  await mailbox.goto(mailboxUrl);
  const code = await mailbox.getByRole('article').filter({ hasText: email }).first().getByRole('code').textContent();
  await mailbox.close();
  return code ?? '';
}
