import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { choose, expect, pattern, payload, row, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';

const long = `${'long-'.repeat(40)}name.txt`;

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('renaming, moving, conflicts and details are accessible, and nothing is wider than the page', async ({
      files,
      stack,
    }) => {
      test.setTimeout(240_000);
      // A person who has waited for longer than four seconds is not asked at once.
      await files.addLocatorHandler(files.getByRole('button', { name: 'Decide…' }), (decide) => decide.click());
      await storeFiles(stack, await authorizationOf(files), [
        'docs/plan/a.txt',
        `docs/${long}`,
        'docs/q3.pdf',
        'q3.pdf',
      ]);
      await choose(files, payload(long, pattern(2_000)));
      await expect(row(files, long)).toBeVisible();
      await files.reload();

      await files.getByRole('button', { name: `More actions for ${long}` }).click();
      await files.getByRole('menuitem', { name: 'Rename' }).click();
      const dialog = files.getByRole('dialog');
      await dialog.getByLabel('New name').fill('q3.pdf');
      await expect(dialog.getByText('This name is already taken in this folder.')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.keyboard.press('Escape');

      for (const each of [long, 'q3.pdf']) await files.getByRole('checkbox', { name: `Select ${each}` }).check();
      await files.getByRole('button', { name: 'More actions for the selection' }).click();
      await files.getByRole('menuitem', { name: 'Copy to…' }).click();
      await expect(dialog.getByRole('button', { name: 'Open docs' })).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await dialog.getByRole('button', { name: 'Open docs' }).click();
      await expect(dialog.getByRole('button', { name: 'Open plan' })).toBeVisible();
      await dialog.getByRole('button', { name: 'New folder' }).click();
      await dialog.getByRole('button', { name: 'Create' }).click();
      await expect(dialog.getByText('Give the folder a name.')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await dialog.getByRole('button', { name: 'Copy here' }).click();

      await expect(dialog.getByRole('heading', { name: '2 names are already taken in “docs”' })).toBeVisible();
      await expect(dialog.getByText('Loading…')).toHaveCount(0);
      await expectAccessible(files);
      await expectNoOverflow(files);
      await dialog.getByRole('group', { name: 'For all of them' }).getByLabel('Skip').check();
      await dialog.getByRole('button', { name: 'Continue' }).click();
      await expect(dialog).toHaveCount(0);

      await files.getByRole('button', { name: 'Clear selection' }).click();
      // A box that is still drawn as checked would not be clicked.
      await expect(files.getByRole('checkbox', { name: `Select ${long}` })).not.toBeChecked();
      await files.getByRole('checkbox', { name: `Select ${long}` }).check();
      await files.getByRole('button', { name: 'More actions for the selection' }).click();
      await files.getByRole('menuitem', { name: 'Details' }).click();
      const pane = files.getByRole('complementary', { name: 'Details' });
      await expect(pane.getByText(/^[A-Za-z0-9+/]{11}=$/)).toBeVisible();
      await pane.getByRole('button', { name: 'Show versions' }).click();
      await expect(pane.getByText('Current')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
    });
  });
}
