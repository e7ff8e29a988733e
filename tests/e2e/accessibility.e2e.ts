import { appearances, atBothWidths, expectAccessible, expectNoOverflow } from './accessible.ts';
import {
  answerChooser,
  choose,
  downloadByMenu,
  expect,
  givePassword,
  isNarrow,
  pattern,
  payload,
  row,
  test,
  uploadRow,
} from './journey.ts';
import { holdLastPart } from './parts-under-way.ts';

const large = 'film.bin';
/** A file of two parts: 16 MiB and 2 MiB. */
const bytes = pattern(18 * 1024 * 1024);

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('sign-in is accessible', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByLabel('User name')).toBeVisible();
      await expectAccessible(page);

      // High contrast takes shadows and grounds away; the line around a field and the tick must stay.
      await page.emulateMedia({ forcedColors: 'active' });
      await expect(page.locator('airlock-text-field .box')).toHaveCSS('outline-style', 'solid');
      const tick = page.getByRole('checkbox').evaluate((box) => getComputedStyle(box, '::before').backgroundColor);
      expect(await tick).not.toBe(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    });

    test('the new-password step is accessible', async ({ page, accounts }) => {
      await page.goto('/');
      await givePassword(page, await accounts.createWithTemporaryPassword());
      await page.getByLabel('New password', { exact: true }).fill('abc');
      await expectAccessible(page);
    });

    test('files, selection and uploads are accessible', async ({ files }) => {
      await expect(files.getByText('No files yet')).toBeVisible();
      await expectAccessible(files);
      await choose(files, [payload('a.txt', pattern(10)), payload('b.png', pattern(20))]);
      await expect(row(files, 'b.png')).toBeVisible();
      await files.getByRole('checkbox', { name: 'Select a.txt' }).check();
      await expectAccessible(files);
      await files.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(files.getByText('“a.txt” deleted')).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
    });

    test('a large file is accessible: paused, unfinished, given up, downloaded and verified', async ({ files }) => {
      test.setTimeout(240_000);
      files.on('dialog', (dialog) => void dialog.accept());
      const release = await holdLastPart(files, () => choose(files, payload(large, bytes)), 2);
      await files.getByRole('button', { name: `Pause ${large}` }).click();
      await expect(uploadRow(files, large)).toContainText('Paused');
      await expectAccessible(files);

      await files.reload();
      await release();
      // On a phone the tray begins collapsed when nothing is under way.
      if (isNarrow(files)) await files.getByRole('button', { name: 'Expand uploads' }).click();
      await expect(files.getByRole('button', { name: `Resume ${large}` })).toBeVisible();
      await expectAccessible(files);
      await files.getByRole('button', { name: `Discard ${large}`, exact: true }).click();
      await expect(files.getByRole('button', { name: `Really discard ${large}` })).toBeVisible();
      await expectAccessible(files);
      await expectNoOverflow(files);
      await files.getByRole('button', { name: `Keep ${large}` }).click();
      await answerChooser(files, `Resume ${large}`, payload(large, bytes));
      // On a phone the tray collapses now.
      await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('1 file uploaded');

      await downloadByMenu(files, large);
      await files.getByRole('button', { name: 'Expand downloads' }).click();
      await expect(files.getByRole('region', { name: 'Downloads' }).getByRole('listitem')).toContainText('Verified');
      await expectAccessible(files);
      await expectNoOverflow(files);
    });

    test('nothing is wider than the page', async ({ files }) => {
      const long = `${'long-'.repeat(40)}name.txt`;
      await choose(files, payload(long, pattern(10)));
      await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('1 file uploaded');
      await expectNoOverflow(files);
      // While something is being uploaded, the tray is open on a phone too.
      await files.route('**/files/presign-put*', () => undefined);
      await choose(files, payload(`2-${long}`, pattern(20)));
      // A list that scrolls would hide the end of a row that is too wide, with its buttons.
      await atBothWidths(files, async () => {
        await expect(uploadRow(files, `2-${long}`)).toBeInViewport({ ratio: 1 });
        await expect(row(files, long)).toBeInViewport({ ratio: 1 });
      });
      await files.unrouteAll({ behavior: 'ignoreErrors' });
    });
  });
}
