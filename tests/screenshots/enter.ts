import type { Page } from '@playwright/test';

import type { Account } from '../e2e/accounts.ts';
import { givePassword, newButton } from '../e2e/journey.ts';

/** Signs in, and waits for the page as long as pictures may take, which is longer than a test would. */
export async function enter(page: Page, account: Account): Promise<void> {
  await page.goto('/');
  await givePassword(page, account);
  await newButton(page).waitFor();
}
