import type { Page } from '@playwright/test';

import { row } from '../e2e/journey.ts';

type Take = (name: string) => Promise<Buffer>;

const changeId = '0123abcde-0123456789abcdef';
const change = {
  changeId,
  kind: 'delete',
  state: 'done',
  first: { path: 'Notes.md' },
  itemCount: 1,
  doneCount: 1,
  failedCount: 0,
  failed: [],
  startedAt: '2026-11-29T10:00:00.000Z',
};
const undo = { operation: 'restore-files', request: { change: changeId } };

/** Takes the notices about deletes: two with Undo, one that goes on, one that names what was not deleted. */
export async function takeDeletes(page: Page, take: Take): Promise<void> {
  const remove = async (name: string) => {
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await row(page, name).waitFor({ state: 'detached' });
  };
  for (const name of ['Notes.md', 'main.ts']) await remove(name);
  await page.getByText('“main.ts” deleted').waitFor();
  await take('deleted');
  for (const name of ['main.ts', 'Notes.md']) {
    await page.keyboard.press('Control+z');
    await page.getByText(`“${name}” restored`).waitFor();
  }
  await page.reload();
  await row(page, 'Notes.md').waitFor();
  const running = { ...change, state: 'running', doneCount: 3200, totalCount: 10_000, undo };
  await answer(page, running, 202);
  await remove('Notes.md');
  await page.getByText('Deleting 3,200 of 10,000 files').waitFor();
  await take('deleting');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await row(page, 'Notes.md').waitFor();
  const failed = ['q3.pdf', 'Interview with Ana and the others.mp3'].map((path) => ({
    path,
    code: 'changed-meanwhile',
  }));
  await answer(page, { ...change, doneCount: 38, failedCount: 2, failed, undo }, 200);
  await page.getByRole('checkbox', { name: 'Select Notes.md' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('38 files deleted').waitFor();
  await take('not-deleted');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
}

/** Has the API answer with this change, as if it had been asked for thousands of files. */
async function answer(page: Page, told: object, status: number): Promise<void> {
  await page.route('**/api/files/delete', (route) => route.fulfill({ status, json: { change: told } }));
  await page.route(`**/api/changes/${changeId}`, (route) => route.fulfill({ json: { change: told } }));
}
