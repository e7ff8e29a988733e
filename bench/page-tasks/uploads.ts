import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { dropOnPage, pattern } from '../../tests/e2e/journey.ts';
import type { Row } from '../row.ts';
import { longestTask } from './step.ts';

const many = 300;
const fileBytes = 4096;

/** Measures a folder of small files from the drop until the last one is stored. */
export async function measureUploads(page: Page): Promise<Row> {
  const home = await mkdtemp(join(tmpdir(), 'airlock-tasks-'));
  try {
    let round = 0;
    return await longestTask(page, `upload ${many} small files`, {
      act: async () => {
        const folder = join(home, `uploaded-${(round += 1)}`);
        await writeMany(folder);
        await dropOnPage(page, [folder]);
        // A search by role would itself be one of the longest tasks.
        const title = page.locator('airlock-upload-tray h2');
        await expect(title).toHaveText(`${many} files uploaded`, { timeout: many * 250 });
        await expect(page.getByRole('link', { name: basename(folder), exact: true })).toBeVisible();
      },
      back: async () => {
        await page.reload();
        await expect(page.getByRole('link', { name: `uploaded-${round}`, exact: true })).toBeVisible();
      },
    });
  } finally {
    await rm(home, { recursive: true });
  }
}

async function writeMany(folder: string): Promise<void> {
  await mkdir(folder);
  for (let index = 0; index < many; index += 1) {
    await writeFile(join(folder, `file-${index}.bin`), pattern(fileBytes, index + 1));
  }
}
