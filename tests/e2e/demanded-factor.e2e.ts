import type { Page } from '@playwright/test';

import { appearances, expectAccessible, expectNoOverflow } from './accessible.ts';
import type { Account, Accounts } from './accounts.ts';
import { expect, givePassword, signOut, test } from './journey.ts';
import { scan } from './scan.ts';
import { codeOf, keyOnPage } from './two-step.ts';

test.use({ parameters: ['Mfa=ON'] });
// One worker starts the stack of these parameters.
test.describe.configure({ mode: 'default' });

const own = 'A-Better-Pass-2026';
const setUp = (page: Page) => page.getByRole('heading', { name: 'Set up two-step sign-in' });
const picture = (page: Page) => page.getByRole('img', { name: /^QR code/ });
const field = (page: Page) => page.getByLabel('Code', { exact: true });
const alert = (page: Page) => page.getByRole('alert');

async function giveCode(page: Page, code: string): Promise<void> {
  await field(page).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Signs in with the temporary password, up to the step that sets up an authenticator app. */
async function reachSetUp(page: Page, accounts: Accounts): Promise<Account> {
  const invited = await accounts.createWithTemporaryPassword();
  await page.goto('/');
  await givePassword(page, invited);
  await page.getByLabel('New password', { exact: true }).fill(own);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(setUp(page)).toBeVisible();
  return { name: invited.name, password: own };
}

test('the first sign-in sets an app up by its picture, later ones ask for a code', async ({ page, accounts }) => {
  const account = await reachSetUp(page, accounts);
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(
    /Scan this.*QR code.*Or enter this key.*[A-Z2-7]{4}.*Then enter/s,
  );
  const key = await keyOnPage(page);
  expect(key).toMatch(/^[A-Z2-7]{52}$/);
  await expect(picture(page)).toBeVisible();
  const scanned = `otpauth://totp/Airlock:${account.name}?secret=${key}&issuer=Airlock`;
  expect(await scan(page, picture(page))).toBe(scanned);

  await giveCode(page, codeOf(key, 10));
  await expect(alert(page)).toHaveText(/This code is incorrect or has expired/);
  await expect(field(page)).toBeFocused();
  expect(await keyOnPage(page)).toBe(key);
  const first = codeOf(key);
  await giveCode(page, first);
  await expect(page.getByText('No files yet')).toBeVisible();

  await signOut(page, account.name);
  await givePassword(page, account);
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  await giveCode(page, first);
  await expect(alert(page)).toHaveText(/This code has already been used/);
  await giveCode(page, codeOf(key, 10));
  await expect(alert(page)).toHaveText(/This code is incorrect or has expired/);
  await giveCode(page, codeOf(key, 1));
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('it can be done with the keyboard alone, the key typed over', async ({ page, accounts }) => {
  await reachSetUp(page, accounts);
  const key = await keyOnPage(page);
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Copy key' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type(codeOf(key));
  await page.keyboard.press('Enter');
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('a reload in the middle opens nothing and begins with a new key', async ({ page, accounts }) => {
  const account = await reachSetUp(page, accounts);
  const before = await keyOnPage(page);
  await page.reload();
  await expect(page.getByLabel('User name')).toBeVisible();
  await page.goto('/files');
  await expect(page.getByLabel('User name')).toBeVisible();

  await givePassword(page, account);
  await expect(setUp(page)).toBeVisible();
  const key = await keyOnPage(page);
  expect(key).not.toBe(before);
  await giveCode(page, codeOf(before));
  await expect(alert(page)).toHaveText(/This code is incorrect or has expired/);
  await giveCode(page, codeOf(key));
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('a way back leads to the first step, and the key stays out of everything that is kept', async ({
  page,
  accounts,
}) => {
  const account = await reachSetUp(page, accounts);
  const key = await keyOnPage(page);
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href]),
  );
  expect(kept).not.toContain(key);
  await page.getByRole('button', { name: 'Back to sign in' }).click();
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(setUp(page)).toBeVisible();
});

for (const { name, use } of appearances) {
  test.describe(name, () => {
    test.use(use);

    test('the set-up during sign-in is accessible', async ({ page, accounts }) => {
      await reachSetUp(page, accounts);
      await expect(picture(page)).toBeVisible();
      await expectAccessible(page);
      await expectNoOverflow(page);
      expect(await scan(page, picture(page))).toContain(await keyOnPage(page));
      await giveCode(page, '12345');
      await expect(alert(page)).toHaveText('Enter all six digits.');
      await expectAccessible(page);
      await expectNoOverflow(page);
    });
  });
}
