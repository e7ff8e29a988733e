import type { Page } from '@playwright/test';

import { choose, downloadByMenu, pattern, payload, row, uploadRow } from '../e2e/journey.ts';
import { holdLastPart } from '../e2e/parts-under-way.ts';

type Take = (name: string) => Promise<Buffer>;

const name = 'Harbour film.mp4';
/** A file of two parts: 16 MiB and 2 MiB. */
const bytes = pattern(18 * 1024 * 1024);

/** Takes the states of a large file: paused, unfinished, discarded, downloaded and verified. */
export async function takeLarge(page: Page, take: Take): Promise<void> {
  const leave = (dialog: { accept(): Promise<void> }): void => void dialog.accept();
  page.on('dialog', leave);
  const release = await holdLastPart(page, () => choose(page, payload(name, bytes)), 2);
  await page.getByRole('button', { name: `Pause ${name}` }).click();
  await uploadRow(page, name).getByText('Paused').waitFor();
  await take('paused');
  await page.reload();
  await release();
  await page.getByRole('button', { name: `Resume ${name}` }).waitFor();
  await take('unfinished');
  await page.getByRole('button', { name: `Discard ${name}`, exact: true }).click();
  await page.getByRole('button', { name: `Keep ${name}` }).waitFor();
  await take('unfinished-discard');
  await page.getByRole('button', { name: `Really discard ${name}` }).click();
  await page.getByRole('region', { name: 'Uploads' }).waitFor({ state: 'detached' });
  page.off('dialog', leave);
  await takeVerified(page, take);
}

async function takeVerified(page: Page, take: Take): Promise<void> {
  await choose(page, payload(name, bytes));
  await row(page, name).waitFor();
  await downloadByMenu(page, name);
  await page.getByRole('button', { name: 'Expand downloads' }).click();
  await page.getByRole('region', { name: 'Downloads' }).getByText('Verified').waitFor();
  await take('verified');
}
