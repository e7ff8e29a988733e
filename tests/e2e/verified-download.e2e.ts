import type { Page } from '@playwright/test';

import { choose, expect, pattern, payload, row, sha256, test, uploadRow } from './journey.ts';
import { answerSaveDialog, tamper } from './save-dialog.ts';

const mib = 1024 * 1024;
/** A file of two parts: 16 MiB and 2 MiB. */
const bytes = pattern(18 * mib);
const name = 'film.bin';

/** Returns the SHA-256 of what was saved under `name`, or `undefined` when there is no such file. */
const sha256Saved = (page: Page): Promise<string | undefined> =>
  page.evaluate(async (of) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(of).catch(() => undefined);
    if (!handle) return undefined;
    const sum = await crypto.subtle.digest('SHA-256', await (await handle.getFile()).arrayBuffer());
    return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }, name);

async function downloadAndVerify(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await page.getByRole('button', { name: 'Download and verify' }).click();
}

const dialog = (page: Page) => page.getByRole('dialog', { name });
const verified = 'Verified: the file on your disk is identical to the one in the storage.';
const different = 'The downloaded data differs from the file in the storage, so nothing was kept.';

test.beforeEach(async ({ files }) => {
  await answerSaveDialog(files);
  await choose(files, payload(name, bytes));
  await expect(uploadRow(files, name)).toContainText('Verified');
  await expect(row(files, name)).toBeVisible();
});

test('a file in parts is downloaded and proved, to the byte', async ({ files }) => {
  await downloadAndVerify(files);
  await expect(dialog(files)).toContainText(verified);
  expect(await sha256Saved(files)).toBe(sha256(bytes));
});

test('one changed bit is found; nothing is kept, and what was there stays', async ({ files }) => {
  await tamper(files, name, (body) => {
    body.writeUInt8(body.readUInt8(17 * mib) ^ 1, 17 * mib);
    return body;
  });
  await downloadAndVerify(files);
  await expect(dialog(files)).toContainText(different);
  await expect(dialog(files)).not.toContainText('Verified');
  expect(await sha256Saved(files)).toBeUndefined();

  await dialog(files).getByRole('button', { name: 'Close' }).click();
  await files.unrouteAll();
  await files.getByRole('button', { name: 'Download and verify' }).click();
  await expect(dialog(files)).toContainText(verified);
  await dialog(files).getByRole('button', { name: 'Close' }).click();

  await tamper(files, name, (body) => body.subarray(0, body.length - 1));
  await files.getByRole('button', { name: 'Download and verify' }).click();
  await expect(dialog(files)).toContainText('nothing was kept');
  expect(await sha256Saved(files)).toBe(sha256(bytes));
});

test('cancelled: nothing is left', async ({ files }) => {
  const asked = files.waitForRequest(`**/*${name}?*`);
  await files.route(`**/*${name}?*`, () => undefined);
  await downloadAndVerify(files);
  await asked;
  await dialog(files).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(files)).toHaveCount(0);
  await expect.poll(() => sha256Saved(files)).toBeUndefined();
});
