import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

const stepMs = 30_000;

/** Returns the code that an authenticator app shows `ahead` time steps from now, by an independent library. */
export const codeOf = (key: string, ahead = 0): string =>
  TOTP.generate({ secret: Secret.fromBase32(key), timestamp: Date.now() + ahead * stepMs });

/**
 * Returns the code of the time step before the present one, which is good until this step ends. A code signs in once, so
 * that a journey that needs three of them begins with the oldest. Waits where the step is about to end.
 */
export async function earlyCodeOf(key: string): Promise<string> {
  await expect.poll(() => stepMs - (Date.now() % stepMs), { timeout: stepMs }).toBeGreaterThan(3_000);
  return codeOf(key, -1);
}

/** Reads the key for the authenticator app that the page shows, as a person would type it. */
export const keyOnPage = async (page: Page): Promise<string> => {
  const key = page.getByRole('code');
  await expect(key).not.toBeEmpty();
  return (await key.innerText()).replaceAll(' ', '');
};
