import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { dropOnPage, expect, pattern, test } from './journey.ts';

/** The number of small files, from 256 on. `MANY_FILES=10000` uploads more. */
const many = Number(process.env['MANY_FILES'] ?? 300);
const perFolder = 500;
const fileBytes = 4096;

test(`${many} small files in folders, dropped on the page, are paused as they are found, and all go up`, async ({
  files,
}) => {
  test.setTimeout(60_000 + many * 250);
  const home = await mkdtemp(join(tmpdir(), 'airlock-many-'));
  try {
    await writeMany(join(home, 'many'));
    await dropOnPage(files, [join(home, 'many')]);
    await pauseAndResumeAll(files);
    await expect(titleOf(files)).toHaveText(`${many.toLocaleString('en')} files uploaded`, { timeout: many * 250 });
    await expect(files.getByRole('link', { name: 'many', exact: true })).toBeVisible();
  } finally {
    await rm(home, { recursive: true });
  }
});

const titleOf = (files: Page) => files.locator('airlock-upload-tray h2');

/**
 * Pauses all files with one click, also those that are still being found: they are listed, but nothing of them is sent.
 */
async function pauseAndResumeAll(files: Page): Promise<void> {
  await files.getByLabel('Pause all').click();
  await expect(titleOf(files)).toContainText('paused');
  let sent = 0;
  files.on('request', (request) => (sent += Number(request.method() !== 'GET')));
  const allMib = (many * fileBytes) / 1024 ** 2;
  const detail = files.locator('airlock-upload-tray .detail');
  await expect(detail).toContainText(`of ${allMib.toFixed(1)} MB`, { timeout: many * 50 });
  await expect(titleOf(files)).toContainText('paused');
  expect(sent).toBe(0);
  await files.getByLabel('Resume all').click();
  await expect(titleOf(files)).toContainText('Uploading');
}

async function writeMany(folder: string): Promise<void> {
  for (let index = 0; index < many; index += 1) {
    const inside = join(folder, `folder-${Math.floor(index / perFolder)}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, `file-${index}.bin`), pattern(fileBytes, index + 1));
  }
}
