import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

const stepMs = 30_000;

/** Returns the code that an authenticator app shows `ahead` time steps from now, by an independent library. */
export const codeOf = (key: string, ahead = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(key), timestamp: Date.now() + ahead * stepMs });

/** Reads the key for the authenticator app that the page shows, as a person would type it. */
export const keyOnPage = async (page: Page): Promise<string> => {
  const key = page.getByRole('code');
  await expect(key).not.toBeEmpty();
  return (await key.innerText()).replaceAll(' ', '');
};
