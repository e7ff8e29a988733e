import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { holdDatabases } from './held-databases.ts';
import { chooseNew, download, expect, sha256OfDownload, test as base, uploadRow } from './journey.ts';
import { holdLastPart, partsSent } from './parts-under-way.ts';

/**
 * Playwright's test with a profile on disk: Chromium crashes when a page of a private window reads a file handle from
 * IndexedDB.
 */
const test = base.extend({
  context: async ({ playwright, launchOptions, baseURL, locale }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'airlock-profile-'));
    const context = await playwright.chromium.launchPersistentContext(profile, {
      ...launchOptions,
      ...(baseURL !== undefined && { baseURL }),
      ...(locale !== undefined && { locale }),
    });
    await use(context);
    await context.close();
    await rm(profile, { recursive: true });
  },
});

/** A file of three parts: two of 16 MiB and one of 8 MiB. */
const sizeBytes = 40 * 1024 * 1024;
const name = 'film.bin';

/**
 * Answers the system's dialog with a file of the page's own storage, because a test cannot answer the dialog itself.
 * The handle is as real as one of a file on disk: it can be stored in IndexedDB and opened after a reload. Resolves
 * with the file's SHA-256.
 */
const answerOpenDialog = (page: Page): Promise<string> =>
  page.evaluate(
    async ([of, size]) => {
      const bytes = new Uint8Array(size).map((_, index) => index * 31 + (index >> 9));
      const handle = await (await navigator.storage.getDirectory()).getFileHandle(of, { create: true });
      const writable = await handle.createWritable();
      await writable.write(bytes);
      await writable.close();
      Object.assign(window, { showOpenFilePicker: () => Promise.resolve([handle]) });
      const sum = await crypto.subtle.digest('SHA-256', bytes);
      return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    [name, sizeBytes] as const,
  );

const removeFile = (page: Page): Promise<void> =>
  page.evaluate(async (of) => (await navigator.storage.getDirectory()).removeEntry(of), name);

/** Chooses the file, and reloads the page when two of its three parts have arrived. */
async function reloadAtHalf(page: Page): Promise<void> {
  const release = await holdLastPart(page, () => chooseNew(page, 'Upload files'));
  await page.reload();
  await release();
}

/** Returns a list that gets an entry for each dialog of the system that opens from now on. */
function dialogsAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('filechooser', () => asked.push('asked'));
  return asked;
}

test.beforeEach(({ page }) => void page.on('dialog', (dialog) => void dialog.accept()));

test('reloaded at half, it goes on by one click: nobody chooses the file again', async ({ files }) => {
  const sum = await answerOpenDialog(files);
  await reloadAtHalf(files);
  const asked = dialogsAsked(files);
  const sent = partsSent(files);
  await files.getByRole('button', { name: `Resume ${name}`, exact: true }).click();
  await expect(uploadRow(files, name)).toContainText('Verified');
  expect([sent, asked]).toEqual([[3], []]);
  expect(await sha256OfDownload(await download(files, name))).toBe(sum);
});

test('a kept file that is gone is said to be gone, and can be chosen', async ({ files }) => {
  await answerOpenDialog(files);
  await reloadAtHalf(files);
  await removeFile(files);
  await files.getByRole('button', { name: `Resume ${name}`, exact: true }).click();
  await expect(files.getByRole('region', { name: 'Uploads' }).getByRole('alert')).not.toBeEmpty();
  const sum = await answerOpenDialog(files);
  const sent = partsSent(files);
  await files.getByRole('button', { name: `Resume ${name}`, exact: true }).click();
  await expect(uploadRow(files, name)).toContainText('Verified');
  expect(sent).toEqual([3]);
  expect(await sha256OfDownload(await download(files, name))).toBe(sum);
});

test('a browser that opens its records late still goes on with the kept file', async ({ files }) => {
  await answerOpenDialog(files);
  const release = await holdLastPart(files, () => chooseNew(files, 'Upload files'));
  const openDatabases = await holdDatabases(files);
  await files.reload();
  await release();
  const unfinished = files.getByRole('listitem').filter({ hasText: name });
  // Without the record of this browser, nobody knows the size of the file, and the button asks for the file.
  await expect(unfinished).toContainText('32 MB arrived');
  await openDatabases();
  await expect(unfinished).toContainText('32 MB of 40 MB');
  await files.getByRole('button', { name: `Resume ${name}`, exact: true }).click();
  await expect(uploadRow(files, name)).toContainText('Verified');
});
