import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BrowserContext, Page, Request } from '@playwright/test';

import { reloadWithExpiredToken } from './expired-token.ts';
import { choose, expect, givePassword, pattern, payload, signIn, signOut, test, uploadRow } from './journey.ts';
import { openProfile } from './profile.ts';

const empty = (page: Page) => page.getByText('No files yet');
const nameField = (page: Page) => page.getByLabel('User name');

/** Returns the operation of the sign-in service that a request asks for. */
const targetOf = (request: Request): string => request.headers()['x-amz-target'] ?? '';

/** Collects the refresh tokens that pages of `context` give to the service. */
function givenRefreshTokens(context: BrowserContext): string[] {
  const given: string[] = [];
  context.on('request', (request) => {
    if (!targetOf(request).endsWith('.GetTokensFromRefreshToken')) return;
    const { RefreshToken } = request.postDataJSON() as { RefreshToken: string };
    given.push(RefreshToken);
  });
  return given;
}

/** Opens the same page in another tab as "Duplicate tab" does: with a copy of what the tab has stored. */
async function duplicate(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => void window.open(location.href));
  return opened;
}

test('new and duplicated tabs share one session, and no refresh token is used twice', async ({ files, context }) => {
  const given = givenRefreshTokens(context);
  const added = await context.newPage();
  await added.goto('/');
  await expect(empty(added)).toBeVisible();
  const copy = await duplicate(files);
  await expect(empty(copy)).toBeVisible();

  await reloadWithExpiredToken(files);
  await expect(empty(files)).toBeVisible();
  await reloadWithExpiredToken(copy);
  await expect(empty(copy)).toBeVisible();
  await Promise.all([files, added, copy].map(reloadWithExpiredToken));
  for (const page of [files, added, copy]) await expect(empty(page)).toBeVisible();
  expect(given.length).toBeGreaterThan(2);
  expect(new Set(given).size).toBe(given.length);
});

test('a sign-out ends the account in all tabs, and no other account', async ({ files, account, context, accounts }) => {
  const other = await accounts.create();
  const ofOther = await context.newPage();
  await ofOther.goto('/sign-in');
  await givePassword(ofOther, other);
  await expect(empty(ofOther)).toBeVisible();
  await choose(ofOther, payload('of-other.txt', pattern(10)));
  await expect(uploadRow(ofOther, 'of-other.txt')).toContainText('Verified');
  const copy = await duplicate(files);
  await expect(empty(copy)).toBeVisible();

  const revocation = files.waitForResponse((response) => targetOf(response.request()).endsWith('.RevokeToken'));
  await signOut(files, account.name);
  expect((await revocation).status()).toBe(200);
  await expect(nameField(copy)).toBeVisible();
  await expect(copy.getByText('You have signed out in another tab.')).toBeVisible();
  await copy.goto('/files');
  await expect(nameField(copy)).toBeVisible();

  await ofOther.reload();
  await expect(ofOther.getByRole('button', { name: `Account of ${other.name}` })).toBeVisible();
  await expect(ofOther.getByRole('gridcell', { name: 'of-other.txt', exact: true })).toBeVisible();
});

test('a sign-in is over with the browser, unless it is to be kept', async ({ accounts, stack }) => {
  const account = await accounts.create();
  const profile = await mkdtemp(join(tmpdir(), 'airlock-profile-'));
  try {
    const first = await openProfile(profile, stack.webUrl);
    await signIn(first.page, account);
    await first.context.close();

    const second = await openProfile(profile, stack.webUrl);
    await second.page.goto('/');
    await expect(nameField(second.page)).toBeVisible();
    await second.page.getByLabel('Keep me signed in on this device').check();
    await givePassword(second.page, account);
    await expect(empty(second.page)).toBeVisible();
    await second.context.close();

    const third = await openProfile(profile, stack.webUrl);
    await third.page.goto('/');
    await expect(empty(third.page)).toBeVisible();
    await signOut(third.page, account.name);
    expect(await third.page.evaluate(() => Object.keys(localStorage).filter((name) => /session/.test(name)))).toEqual(
      [],
    );
    await third.context.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});
