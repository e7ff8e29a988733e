import { choose, expect, pattern, payload, row, signIn, test } from './journey.ts';
import { authorizationOf, deleteFolder, storeFiles } from './stored-files.ts';

test('a change is seen in the activity, after a reload too, and is undone there', async ({ files }) => {
  await choose(files, payload('draft.txt', pattern(10)));
  await expect(row(files, 'draft.txt')).toBeVisible();
  await files.getByRole('checkbox', { name: 'Select draft.txt' }).check();
  await files.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(files.getByText('“draft.txt” deleted')).toBeVisible();

  await files.getByRole('link', { name: 'Activity' }).click();
  await expect(files).toHaveTitle('Activity · Airlock');
  await files.reload();
  await files.getByRole('button', { name: 'Undo: Deleted “draft.txt”' }).click();
  await expect(files.getByText('Restored “draft.txt”')).toBeVisible();
  await expect(files.getByText('Undone')).toBeVisible();

  await files.getByRole('link', { name: 'My files', exact: true }).click();
  await expect(row(files, 'draft.txt')).toBeVisible();
});

test('a large change of another device is followed to its end, and undone', async ({ files, stack }) => {
  test.setTimeout(240_000);
  const authorization = await authorizationOf(files);
  const paths = Array.from({ length: 2500 }, (_, index) => `reports/${index}.txt`);
  await storeFiles(stack, authorization, paths);
  await deleteFolder(files, authorization, 'reports');
  await files.goto('/activity');
  await expect(files.getByText('Deleted 2,500 files from “reports”')).toBeVisible({ timeout: 60_000 });
  await files.getByRole('button', { name: 'Undo: Deleted 2,500 files from “reports”' }).click();
  await expect(files.getByText('Restored 2,500 files to “reports”')).toBeVisible({ timeout: 60_000 });
  await files.goto('/files?folder=reports');
  await expect(row(files, '0.txt')).toBeVisible();
});

test('nothing of the first person is left for the second', async ({ files, accounts, browser, stack }) => {
  const authorization = await authorizationOf(files);
  await storeFiles(stack, authorization, ['secret.txt']);
  await deleteFolder(files, authorization, '');
  const other = await browser.newContext({ baseURL: stack.webUrl });
  const theirs = await other.newPage();
  await signIn(theirs, await accounts.create());
  await theirs.getByRole('link', { name: 'Activity' }).click();
  await expect(theirs.getByText('Nothing has changed in the last 7 days')).toBeVisible();
  await theirs.getByRole('link', { name: 'Trash' }).click();
  await expect(theirs.getByText('The trash is empty')).toBeVisible();
  await other.close();
});

test('an activity that cannot be loaded says what to do, and recovers', async ({ files }) => {
  await files.route('**/api/changes*', (route) => route.fulfill({ status: 503, body: '{"message":null}' }));
  await files.goto('/activity');
  await expect(files.getByText('The activity could not be loaded')).toBeVisible();
  await files.unrouteAll();
  await files.getByRole('button', { name: 'Try again' }).click();
  await expect(files.getByText('Nothing has changed in the last 7 days')).toBeVisible();
});
