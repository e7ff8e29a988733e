import type { Page } from '@playwright/test';

import { choose, pattern, payload, row } from '../e2e/journey.ts';

type Take = (name: string) => Promise<Buffer>;

const now = Date.now();
const hoursAgo = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();

/** Changes that take too long, or fail in too many ways, to be made for a picture. */
const reports = { folder: 'Contracts/2026' };
const busy = [
  { id: 1, kind: 'delete', state: 'running', first: reports, doneCount: 7250, totalCount: 10_000, hours: 0 },
  {
    id: 2,
    kind: 'restore',
    state: 'done',
    first: { path: 'Budget 2026.xlsx' },
    doneCount: 1,
    hours: 1,
    undo: 'delete',
  },
  {
    ...{ id: 3, kind: 'delete', state: 'done', first: { path: 'Photos/harbour.jpg' }, itemCount: 40, doneCount: 38 },
    ...{ hours: 3, undo: 'restore', failed: ['Photos/quay.jpg', 'Photos/a long name of a picture of the harbour.jpg'] },
  },
  {
    id: 4,
    kind: 'delete',
    state: 'stopped',
    first: reports,
    doneCount: 1200,
    totalCount: 3000,
    hours: 26,
    undo: 'restore',
  },
  { id: 5, kind: 'purge', state: 'done', first: { folder: '' }, doneCount: 412, hours: 50 },
] as const;

const changes = busy.map((it) => {
  const changeId = `${String(it.id).padStart(9, '0')}-0123456789abcdef`;
  const failed = ('failed' in it ? it.failed : []).map((path) => ({ path, code: 'changed-meanwhile' }));
  return {
    ...{ changeId, kind: it.kind, state: it.state, first: it.first, doneCount: it.doneCount, failed },
    itemCount: 'itemCount' in it ? it.itemCount : 1,
    failedCount: failed.length,
    ...('totalCount' in it && { totalCount: it.totalCount }),
    ...('undo' in it && { undo: { operation: `${it.undo}-files`, request: { change: changeId } } }),
    startedAt: hoursAgo(it.hours),
  };
});

/** Takes the pages of changes: trash, versions and activity, empty and full. */
export async function takeChanges(page: Page, take: Take): Promise<void> {
  await page.goto('/trash');
  await page.getByText('The trash is empty').waitFor();
  await take('trash-empty');
  await page.route('**/api/changes', (route) => route.fulfill({ json: { changes: [] } }));
  await page.goto('/activity');
  await page.getByText('Nothing has changed').waitFor();
  await take('activity-empty');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await takeVersions(page, take);
  await takeTrash(page, take);
  await takeActivity(page, take);
}

async function takeVersions(page: Page, take: Take): Promise<void> {
  await page.goto('/files');
  await choose(page, payload('Notes.md', pattern(5000, 3)));
  await page.getByRole('button', { name: 'Replace: Notes.md' }).click();
  await page.getByRole('region', { name: 'Uploads' }).getByRole('heading', { name: '1 file uploaded' }).waitFor();
  await page.reload();
  await row(page, 'Notes.md').hover();
  await page.getByRole('button', { name: 'More actions for Notes.md' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).waitFor();
  await take('file-menu');
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('listitem').nth(1).waitFor();
  await take('versions');
  await dialog.getByRole('button', { name: 'Restore the version' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await take('version-restored');
}

async function takeTrash(page: Page, take: Take): Promise<void> {
  await page.goto('/files?folder=Contracts/2026');
  await deleteAll(page);
  await page.goto('/files');
  await deleteAll(page);
  await take('deleted');
  await page.goto('/trash');
  await page.getByRole('checkbox', { name: 'Select Notes.md' }).waitFor();
  await take('trash');
  await page.getByRole('checkbox', { name: 'Select Notes.md' }).check();
  await page.getByRole('checkbox', { name: 'Select main.ts' }).check();
  await take('trash-selected');
  await page.getByRole('button', { name: 'Delete for ever' }).click();
  await page.getByRole('dialog').waitFor();
  await take('trash-question');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText('2 files restored').waitFor();
  await take('trash-restored');
  await page.route('**/api/files/trash*', (route) => route.fulfill({ status: 503, json: { message: null } }));
  await page.reload();
  await page.getByText('could not be loaded').waitFor();
  await take('trash-error');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function deleteAll(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).first().waitFor();
}

async function takeActivity(page: Page, take: Take): Promise<void> {
  await page.route('**/api/changes*', (route) => route.fulfill({ json: { changes, cursor: 'older' } }));
  await page.route('**/api/changes/*', (route) => route.fulfill({ json: { change: changes[0] } }));
  await page.goto('/activity');
  await page.getByText('7,250 of 10,000 files').first().waitFor();
  await page.getByText('2 files were left').click();
  await take('activity');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
