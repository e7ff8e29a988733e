import { readFile } from 'node:fs/promises';

import { chromium, expect, type Page } from '@playwright/test';

import { findChromium } from '../e2e/chromium.ts';
import { chooseNew, givePassword, signOut } from '../e2e/journey.ts';
import { sha256 } from './move-a-file.ts';

const patient = { timeout: 60_000 };

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly temporaryPassword: string;
}

/**
 * Takes a new user through the app in a real browser: signs in with the address, chooses a password, uploads a file, finds it
 * in the list, downloads the same bytes, deletes it, signs out. It also fails when the page violates its own content
 * security policy.
 */
export async function browserJourney(webUrl: string, user: NewUser): Promise<void> {
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ baseURL: webUrl, locale: 'en-GB' });
    // Playwright can answer the dialog of an <input>, but not that of showOpenFilePicker, which the app prefers.
    await context.addInitScript(() => void Reflect.deleteProperty(window, 'showOpenFilePicker'));
    const page = await context.newPage();
    page.setDefaultTimeout(patient.timeout);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) complaints.push(line.text());
    });
    await signInFirst(page, user);
    await moveFile(page);
    await signOut(page, user.name, patient);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  } finally {
    await browser.close();
  }
}

async function signInFirst(page: Page, { email, temporaryPassword }: NewUser): Promise<void> {
  await page.goto('/');
  await givePassword(page, { name: email, password: temporaryPassword });
  await page.getByLabel('New password', { exact: true }).fill('A-Better-Pass-2026');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByText('No files yet')).toBeVisible(patient);
}

async function moveFile(page: Page): Promise<void> {
  const name = '📊 報告書 100% & more.bin';
  const bytes = Buffer.from(Uint8Array.from({ length: 300_001 }, (_, index) => (index * 7919) % 251));
  const chooser = page.waitForEvent('filechooser');
  await chooseNew(page, 'Upload files');
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
  // The row says "Verified" where S3 returns the checksum of what it stored.
  const tray = page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
  await expect(tray).toContainText(/Verified|Uploaded/, patient);
  const file = page.getByRole('grid').getByRole('row').filter({ hasText: name });
  await expect(file).toBeVisible(patient);
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}`, exact: true }).click();
  const got = await readFile(await (await started).path());
  if (sha256(got) !== sha256(bytes)) throw new Error(`The download has ${got.length} other bytes.`);
  const deleted = page.waitForResponse((it) => it.url().endsWith('/files/delete'));
  await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  expect((await deleted).status()).toBe(200);
  await page.reload();
  await expect(page.getByText('No files yet')).toBeVisible(patient);
}
