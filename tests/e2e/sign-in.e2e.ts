import { expect, givePassword, signIn, signOut, test } from './journey.ts';

test('the first sign-in asks for an own password and shows each rule as it is met', async ({ page, accounts }) => {
  const account = await accounts.createWithTemporaryPassword();
  const { name } = account;
  await page.goto('/');
  await givePassword(page, account);

  await expect(page.getByRole('heading', { name: 'Choose your password' })).toBeVisible();
  const field = page.getByLabel('New password', { exact: true });
  const rule = (words: string) => page.getByRole('listitem').filter({ hasText: words });
  await field.fill('short');
  await expect(rule('a lower-case letter')).toContainText(/(?<!not )met/);
  await expect(rule('at least 12 characters')).toContainText('not met yet');
  await field.fill('A-Better-Pass-2026');
  await expect(page.getByText('not met yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByText('No files yet')).toBeVisible();

  await signOut(page, name);
  await signIn(page, { name, password: 'A-Better-Pass-2026' });
});

test('a wrong password and an unknown user get the same sentence', async ({ page, account }) => {
  for (const name of [account.name, 'nobody-at-all']) {
    await page.goto('/');
    await givePassword(page, { name, password: 'Wrong-Password-1' });
    await expect(page.getByRole('alert')).toHaveText(/The user name or the password is incorrect/);
  }
});

test('a reload keeps the session and sign-out ends it', async ({ files, account }) => {
  await files.reload();
  await expect(files.getByText('No files yet')).toBeVisible();
  await signOut(files, account.name);
  await files.goto('/files');
  await expect(files.getByLabel('User name')).toBeVisible();
});

test('a deep link is where one lands after signing in', async ({ page, account }) => {
  await page.goto('/files?folder=reports%2F2026');
  await givePassword(page, account);
  await expect(page.getByText('There is no such folder')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Folder path' })).toContainText('2026');
});
