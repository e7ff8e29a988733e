import type { Page, Route } from '@playwright/test';

import { choose, expect, pattern, payload, row, signIn, test, uploadRow } from './journey.ts';

/** Returns the scripts that a page of this build is loaded with: those of the page, and what they import. */
async function initialScripts(webUrl: string): Promise<ReadonlySet<string>> {
  const scripts = new Set<string>();
  const read = async (name: string, pattern: RegExp): Promise<void> => {
    const source = await (await fetch(new URL(name, webUrl))).text();
    const found = Array.from(source.matchAll(pattern), ([, each = '']) => each).filter((each) => !scripts.has(each));
    for (const each of found) scripts.add(each);
    await Promise.all(found.map((each) => read(each, /\b(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g)));
  };
  await read('/', /(?:href|src)="([\w-]+\.js)"/g);
  return scripts;
}

const scriptOf = (route: Route): string => new URL(route.request().url()).pathname.slice(1);

/** Loses the first request for each script that is loaded later. Returns the names of those that were lost. */
async function loseEachOnce(page: Page, webUrl: string): Promise<ReadonlySet<string>> {
  const initial = await initialScripts(webUrl);
  const lost = new Set<string>();
  await page.route('**/*.js', async (route) => {
    const name = scriptOf(route);
    if (initial.has(name) || lost.has(name)) return route.continue();
    lost.add(name);
    return route.abort('connectionreset');
  });
  return lost;
}

/** Ends the session: the API refuses the token, and the user pool gives no other. */
async function endSession(page: Page, cognitoUrl: string): Promise<void> {
  await page.route(`${cognitoUrl}/**`, (route) =>
    route.fulfill({
      status: 400,
      headers: { 'access-control-allow-origin': '*', 'content-type': 'application/x-amz-json-1.1' },
      json: { __type: 'NotAuthorizedException', message: 'Refresh Token has been revoked' },
    }),
  );
  await page.route('**/api/**', (route) => route.fulfill({ status: 401, json: { message: 'Expired' } }));
}

const openMenu = (page: Page, name: string) => page.getByRole('button', { name: `Account of ${name}` }).click();
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

test('each part of the app that is lost once arrives all the same', async ({ page, account, stack }) => {
  const lost = await loseEachOnce(page, stack.webUrl);
  await signIn(page, account);
  await choose(page, [payload('dot.png', dot), payload('text.txt', pattern(10))]);
  await expect(uploadRow(page, 'dot.png')).toContainText('Verified');

  await row(page, 'dot.png').getByRole('button', { name: 'dot.png', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'dot.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'text.txt').getByRole('button', { name: 'More actions for text.txt' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await expect(page.getByRole('dialog', { name: 'Versions of text.txt' })).toBeVisible();
  await page.keyboard.press('Escape');
  await openMenu(page, account.name);
  await page.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
  await expect(page.getByRole('dialog', { name: 'Two-step sign-in' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();

  await endSession(page, stack.cognitoUrl);
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
  // The worker and the chunks of all that was opened.
  expect(lost.size).toBeGreaterThan(10);
  // One hashes, and one decodes thumbnails.
  expect([...lost].filter((name) => name.startsWith('worker-'))).toHaveLength(2);
});

test('the pages behind the navigation open although nothing more of the app arrives', async ({ files }) => {
  await files.route('**/*.js', (route) => route.abort('connectionreset'));
  for (const name of ['Trash', 'Activity']) {
    await files.getByRole('link', { name, exact: true }).click();
    await expect(files.getByRole('heading', { name, exact: true })).toBeVisible();
  }
});

test('an updated app says so and reloads without a question, and the upload goes on', async ({ files, stack }) => {
  const asked: string[] = [];
  files.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await files.route(`${stack.s3Url}/**`, () => undefined);
  await choose(files, payload('slow.bin', pattern(17 * 1024 * 1024)));
  await expect(uploadRow(files, 'slow.bin')).toContainText('0 B of 17 MB');

  // Of the new version, only the start page is there; the old parts are answered with it.
  await files.route('**/chunk-*.js', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await files.route(`${stack.webUrl}/`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<script src="main-UPDATED1.js" type="module"></script>' }),
  );
  await files.getByRole('button', { name: /^Account of / }).click();
  await files.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
  const notice = files.locator('airlock-notice-view').filter({ hasText: 'Airlock was updated.' });
  await expect(notice).toContainText('Unfinished uploads can be resumed after the reload.');
  // S3 stays silent: a request that is released would end the upload before the reload.
  await files.unroute('**/chunk-*.js');
  await files.unroute(`${stack.webUrl}/`);
  await notice.getByRole('button', { name: 'Reload' }).click();
  await expect(files.getByRole('heading', { name: '1 unfinished upload' }).first()).toBeVisible();
  expect(asked).toEqual([]);
});

test('a page that cannot start says what to do, whatever part of it is lost', async ({ page }) => {
  await page.route('**/main-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('Airlock is starting.')).toBeVisible();
  await page.unroute('**/main-*.js');
  // The first page itself is the first part that is loaded later.
  const part = /\/chunk-[\w-]+\.js$/;
  await page.getByRole('link', { name: 'Reload' }).click();
  await expect(page.getByLabel('User name')).toBeVisible();
  const initial = await initialScripts(new URL(page.url()).origin);
  await page.route(part, (route) => (initial.has(scriptOf(route)) ? route.continue() : route.abort()));
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Part of Airlock could not be loaded.');
  await page.unroute(part);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('User name')).toBeVisible();
});
