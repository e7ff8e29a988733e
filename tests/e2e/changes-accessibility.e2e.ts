import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { choose, expect, pattern, payload, row, test } from './journey.ts';

const long = `${'long-'.repeat(40)}name.txt`;

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('trash, versions and activity are accessible, and nothing is wider than the page', async ({ files }) => {
      test.setTimeout(240_000);
      await files.getByRole('link', { name: 'Trash' }).click();
      await expect(files.getByText('The trash is empty')).toBeVisible();
      await expectAccessible(files);
      await files.getByRole('link', { name: 'Activity' }).click();
      await expect(files.getByText('Nothing has changed in the last 7 days')).toBeVisible();
      await expectAccessible(files);

      await files.getByRole('link', { name: 'My files' }).click();
      await choose(files, payload(long, pattern(10)));
      await expect(row(files, long)).toBeVisible();
      await files.reload();
      await row(files, long).focus();
      await files.getByRole('button', { name: `More actions for ${long}` }).click();
      await expect(files.getByRole('menuitem', { name: 'Versions' })).toBeVisible();
      await expectAccessible(files);
      await files.getByRole('menuitem', { name: 'Versions' }).click();
      await expect(files.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.getByRole('button', { name: 'Close', exact: true }).click();

      await files.getByRole('checkbox', { name: `Select ${long}` }).check();
      await files.getByRole('button', { name: 'Delete', exact: true }).click();
      await files.getByRole('button', { name: 'Undo' }).waitFor();
      await files.getByRole('link', { name: 'Trash' }).click();
      await files.getByRole('checkbox', { name: `Select ${long}` }).check();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await expect(files.getByRole('button', { name: `Restore ${long}` })).toBeInViewport({ ratio: 1 });
      await files.getByRole('button', { name: 'Delete for ever' }).click();
      await expect(files.getByRole('dialog')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.getByRole('button', { name: 'Cancel' }).click();

      await files.getByRole('link', { name: 'Activity' }).click();
      await expect(files.getByRole('button', { name: /^Undo: Deleted/ })).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
    });
  });
}
