import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import type { Account } from './accounts.ts';

const stepMs = 30_000;

/** What an authenticator app shows, by an independent library; `ahead` steps from now. */
export const codeOf = (key: string, ahead = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(key), timestamp: Date.now() + ahead * stepMs });

/** As far as the step after the password. */
export async function givePassword(page: Page, { name, password }: Account): Promise<void> {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The key for the authenticator app that the page shows, as a person would type it over. */
export const keyOnPage = async (page: Page): Promise<string> =>
  (await page.getByRole('code').innerText()).replaceAll(' ', '');
