import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

const stepMs = 30_000;

/** What an authenticator app shows, by an independent library; `ahead` steps from now. */
export const codeOf = (key: string, ahead = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(key), timestamp: Date.now() + ahead * stepMs });

/** The key for the authenticator app that the page shows, as a person would type it over. */
export const keyOnPage = async (page: Page): Promise<string> =>
  (await page.getByRole('code').innerText()).replaceAll(' ', '');
