import type { Page } from '@playwright/test';

import { expectComplaint } from './expect-complaint.ts';
import { choose, expect, pattern, payload, test, uploadRow } from './journey.ts';

/**
 * What no journey may cause: an action of the page, and the complaint that it must cause. The template's policy refuses
 * these requests.
 */
const causes: readonly (readonly [name: string, act: string | (() => void), complaint: RegExp])[] = [
  [
    'markup from text',
    () => document.body.insertAdjacentHTML('beforeend', '<b>text</b>'),
    /^console: refused: require-trusted-types-for trusted-types-sink$/,
  ],
  [
    'a policy for Trusted Types that nobody allowed',
    `trustedTypes.createPolicy('stranger', {})`,
    /^console: refused: trusted-types trusted-types-policy$/,
  ],
  [
    'a frame',
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: '//stranger.invalid/' })),
    /^console: refused: frame-src /,
  ],
  [
    'a picture of a stranger',
    () => void Object.assign(new Image(), { src: '//stranger.invalid/' }),
    /^console: refused: img-src /,
  ],
  [
    'a request to a stranger',
    () => void fetch('//stranger.invalid/').catch(() => undefined),
    /^console: refused: connect-src /,
  ],
  [
    'an error that nobody catches',
    () =>
      queueMicrotask(() => {
        throw new Error('thrown by nobody');
      }),
    /^console: ERROR Error: thrown by nobody/,
  ],
  ['a promise that nobody takes', () => void Promise.reject(new Error('rejected for nobody')), /rejected for nobody/],
];

async function openApp(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByLabel('User name')).toBeVisible();
}

for (const [name, act, complaint] of causes) {
  test(`a journey fails for ${name}`, async ({ page, complaints }) => {
    await openApp(page);
    expect(await complaints.all()).toEqual([]);
    // The browser also throws where it refuses a trusted type.
    await page.evaluate<unknown>(act).catch(() => undefined);
    await expectComplaint(complaints, complaint);
  });
}

test('a journey fails for another page of the same person, and for that of another one', async ({
  page,
  browser,
  stack,
  complaints,
}) => {
  const stranger = await browser.newContext({ baseURL: stack.webUrl });
  for (const each of [await page.context().newPage(), await stranger.newPage()]) {
    await openApp(each);
    await each.evaluate(() => void Object.assign(new Image(), { src: '//stranger.invalid/' }));
    await expectComplaint(complaints, /^console: refused: img-src /);
  }
  await stranger.close();
});

test('a journey fails for what a worker does', async ({ files, complaints }) => {
  const started = files.waitForEvent('worker');
  await choose(files, payload('a.bin', pattern(1000)));
  const worker = await started;
  await expect(uploadRow(files, 'a.bin')).toContainText('Verified');
  await worker.evaluate(() => void fetch('//stranger.invalid/').catch(() => undefined));
  await expectComplaint(complaints, /^console: refused: connect-src /);
  await worker.evaluate(() => void Promise.reject(new Error('rejected for nobody')));
  await expectComplaint(complaints, /rejected for nobody/);
});

test('the mailbox keeps to the policy too, and answers that are no success are no complaint', async ({
  page,
  complaints,
}) => {
  await page.goto('/_local/mailbox');
  await expect(page.getByRole('heading', { name: 'Mailbox' })).toBeVisible();
  const status = await page.evaluate(async () => (await fetch('/api/files')).status);
  expect(status).toBe(401);
  expect(await complaints.all()).toEqual([]);
});
