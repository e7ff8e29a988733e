import type { Locator, Page } from '@playwright/test';

import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import { openAccount, openAccountDialog } from './account-menu.ts';
import { expect, test } from './journey.ts';

async function check(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoOverflow(page);
}

/** Checks that a dialog can be read and used at the smallest width. */
async function checkAt320(page: Page, dialog: Locator): Promise<void> {
  const present = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await dialog.evaluate((it) => it.scrollWidth - it.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectNoOverflow(page);
  await page.setViewportSize(present);
}

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('a password is changed with the keyboard alone, and each step is accessible', async ({ files, account }) => {
      await files.getByRole('button', { name: `Account of ${account.name}` }).focus();
      await files.keyboard.press('Enter');
      await expect(files.getByRole('menuitemradio', { name: 'System' })).toBeFocused();
      await check(files);
      const item = files.getByRole('menuitem', { name: 'Change password' });
      // Past the three themes and the list of keys.
      for (let step = 0; step < 4; step += 1) await files.keyboard.press('ArrowDown');
      await expect(item).toBeFocused();
      await files.keyboard.press('Enter');
      const dialog = files.getByRole('dialog', { name: 'Change password' });
      await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
      await check(files);
      await files.keyboard.type('not the password');
      await files.keyboard.press('Enter');
      await expect(dialog.getByRole('alert')).toBeVisible();
      await check(files);
      await files.keyboard.press('ControlOrMeta+a');
      await files.keyboard.type(account.password);
      await files.keyboard.press('Enter');
      await expect(dialog.getByLabel('New password', { exact: true })).toBeFocused();
      await check(files);
      await checkAt320(files, dialog);
      await files.keyboard.type('Another-Password-2027');
      await files.keyboard.press('Enter');
      await expect(dialog.getByText('Your other devices are signed out.')).toBeVisible();
      await check(files);
      await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
      await files.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    });

    test('the dialogs for the address and for all devices are accessible', async ({ files, account }) => {
      const dialog = await openAccountDialog(files, account.name, 'Change e-mail address');
      await openAccount(dialog, account);
      const field = dialog.getByLabel('New e-mail address');
      await expect(field).toBeFocused();
      await check(files);
      await checkAt320(files, dialog);
      await field.fill(`${account.name}@example.com`);
      await files.keyboard.press('Enter');
      await expect(dialog.getByLabel('Code', { exact: true })).toBeFocused();
      await check(files);
      await files.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await openAccountDialog(files, account.name, 'Sign out on all devices');
      await check(files);
    });
  });
}
