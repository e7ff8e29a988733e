import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { choose, chooseNew, expect, newButton, pattern, payload, row, test } from './journey.ts';

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('menus, dialogs and the activity of the frame are accessible', async ({ files, account }) => {
      test.setTimeout(240_000);
      await newButton(files).click();
      await expect(files.getByRole('menuitem', { name: 'New folder' })).toBeVisible();
      await expectAccessible(files);
      await files.keyboard.press('Escape');
      await chooseNew(files, 'New folder');
      await files.getByLabel('Name', { exact: true }).fill('a/b');
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.keyboard.press('Escape');

      await files.getByRole('button', { name: `Account of ${account.name}` }).click();
      await expect(files.getByRole('menuitemradio', { name: 'System' })).toBeVisible();
      await expectAccessible(files);
      await files.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
      const keys = files.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await keys.getByText('New folder').scrollIntoViewIfNeeded();
      await expect(keys.getByText('New folder')).toBeInViewport();
      // On a phone the groups are below each other, and none is beside the dialog.
      const content = keys.getByRole('region');
      expect(await content.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.keyboard.press('Escape');

      await choose(files, payload('a.txt', pattern(10)));
      await expect(row(files, 'a.txt')).toBeVisible();
      await files.getByRole('link', { name: 'Activity' }).click();
      await expect(files.getByText('Uploaded “a.txt” to My files')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.getByRole('button', { name: 'Downloads', exact: true }).click();
      await expect(files.getByText('Nothing was downloaded since this page was opened')).toBeVisible();
      await expectAccessible(files);
    });
  });
}
