import { expect, type Page } from '@playwright/test';

import type { Row } from '../row.ts';
import { longestTask } from './step.ts';

const count = 1_000;

/** Answers with a page of changes as the API would, but with more of them: it is the number of rows that is measured. */
async function answerManyChanges(page: Page): Promise<void> {
  const perPage = count / 4;
  await page.route('**/api/changes*', (route) => {
    const start = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const changes = Array.from({ length: perPage }, (_, index) => changeNumber(start + index));
    return route.fulfill({ json: { changes, ...(start + perPage < count && { cursor: String(start + perPage) }) } });
  });
}

/** A delete of one file, with its undo. */
function changeNumber(index: number) {
  const changeId = `000000000-${index.toString(16).padStart(16, '0')}`;
  const startedAt = new Date(Date.now() - index * 60_000).toISOString();
  return {
    ...{ changeId, kind: 'delete', state: 'done', first: { path: `many/${index}.txt` } },
    ...{ itemCount: 1, doneCount: 1, failedCount: 0, failed: [], startedAt },
    undo: { operation: 'restore-files', request: { change: changeId } },
  };
}

/** Measures the page of the activity with 1,000 changes. */
export async function measureActivity(page: Page): Promise<Row> {
  await answerManyChanges(page);
  const lines = page.getByRole('list', { name: 'Activity, the newest first' }).locator('> li');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(lines).toHaveCount(count / 4);
  for (const pages of [2, 3, 4]) {
    await page.getByRole('button', { name: 'Show older changes' }).click();
    await expect(lines).toHaveCount((pages * count) / 4);
  }
  const filter = (name: string) => page.getByRole('button', { name, exact: true });
  await filter('Uploads').click();
  await expect(lines).toHaveCount(0);
  return longestTask(page, 'show an activity of 1,000 changes', {
    act: async () => {
      await filter('All').click();
      await expect(lines).toHaveCount(count);
    },
    back: async () => {
      await filter('Uploads').click();
      await expect(lines).toHaveCount(0);
    },
  });
}
