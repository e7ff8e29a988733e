import { expectAccessible, expectNoOverflow } from './accessible.ts';
import { choose, expect, pattern, payload, row, test } from './journey.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('sign-in is accessible', async ({ page }) => {
        await page.goto('/');
        await expect(page.getByLabel('User name')).toBeVisible();
        await expectAccessible(page);
      });

      test('the new-password step is accessible', async ({ page, accounts }) => {
        const { name, password } = await accounts.createWithTemporaryPassword();
        await page.goto('/');
        await page.getByLabel('User name').fill(name);
        await page.getByLabel('Password', { exact: true }).fill(password);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
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
      });

      test('nothing is wider than the page', async ({ files }) => {
        await choose(files, payload(`${'long-'.repeat(40)}name.txt`, pattern(10)));
        await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('1 file uploaded');
        await expectNoOverflow(files);
      });
    });
  }
}
