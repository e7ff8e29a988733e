import { crc32, deflateSync } from 'node:zlib';

import type { Page } from '@playwright/test';

import { choose, download, expect, payload, pattern, row, sha256, sha256OfDownload, test } from './journey.ts';
import { authorizationOf, storeFiles } from './stored-files.ts';

const folderLink = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const openFolder = (page: Page, folder: string) => page.goto(`/files?folder=${encodeURIComponent(folder)}`);
const numbered = (count: number, name: (index: string) => string) =>
  Array.from({ length: count }, (_, index) => name(String(index).padStart(4, '0')));

test('a folder of many files: its order and place survive reload and Back, and all of it can be deleted', async ({
  files,
  stack,
}) => {
  const paths = [
    ...numbered(60, (index) => `many/sub-${index}/x.txt`),
    ...numbered(1440, (index) => `many/${index}.txt`),
  ];
  await storeFiles(stack, await authorizationOf(files), paths);
  await openFolder(files, 'many');
  const summary = files.locator('.summary');
  await expect(summary).toHaveText('60 folders, 1,440 files');

  await files.getByRole('button', { name: 'Size', exact: true }).click();
  await files.getByRole('button', { name: 'Name', exact: true }).click();
  await files.getByRole('button', { name: 'Name', exact: true }).click();
  await expect(files.getByRole('row').nth(1)).toContainText('sub-0059');
  await files.locator('cdk-virtual-scroll-viewport').evaluate((list) => list.scrollTo(0, 45 * 48));
  await folderLink(files, 'sub-0010').click();
  await expect(row(files, 'x.txt')).toBeFocused();
  await files.goBack();
  await expect(row(files, 'sub-0010')).toBeFocused();
  await expect(row(files, 'sub-0010')).toBeInViewport();
  await files.reload();
  await expect(row(files, 'sub-0010')).toBeInViewport();
  await expect(files.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');

  await files.getByRole('checkbox', { name: 'Select all' }).check();
  await files.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(files.getByText('1,500 files deleted')).toBeVisible();
  await expect(files.getByText('This folder is empty')).toBeVisible();
});

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`Back finds the place that was left in a list, with the motion that a person wants: ${reducedMotion}`, async ({
    files,
    stack,
  }) => {
    await files.emulateMedia({ reducedMotion });
    const paths = numbered(60, (index) => `many/sub-${index}/x.txt`);
    await storeFiles(stack, await authorizationOf(files), paths);
    await openFolder(files, 'many');
    await expect(files.locator('.summary')).toHaveText('60 folders');
    const list = files.locator('cdk-virtual-scroll-viewport');
    await list.evaluate((it) => it.scrollTo(0, 40 * 48));
    await folderLink(files, 'sub-0042').click();
    await expect(row(files, 'x.txt')).toBeVisible();
    await files.goBack();
    await expect(row(files, 'sub-0042')).toBeInViewport();
    await expect.poll(() => list.evaluate((it) => it.scrollTop)).toBe(40 * 48);
  });
}

/** Names that other tools store and the app would refuse for a new file, and how to get to them. */
const odd: readonly [path: string, way: readonly string[], name: string][] = [
  ['dbl//x.txt', ['dbl', '(empty name)'], 'x.txt'],
  ['/lead.txt', ['(empty name)'], 'lead.txt'],
  ['dot./inside.', ['dot.'], 'inside.'],
  ['Cafe\u0301/cre\u0300me.txt', ['Cafe\u0301'], 'cre\u0300me.txt'],
];

test('names that only other tools store are entered, downloaded and deleted', async ({ files, stack }) => {
  await storeFiles(
    stack,
    await authorizationOf(files),
    odd.map(([path]) => path),
  );
  for (const [path, way, name] of odd) {
    await files.goto('/files');
    for (const folder of way) await folderLink(files, folder).last().click();
    await expect(files.getByRole('navigation', { name: 'Folder path' }).getByRole('heading')).toHaveText(
      way.at(-1) ?? '',
    );
    await expect(row(files, name)).toBeVisible();
    await files.reload();
    expect(await sha256OfDownload(await download(files, name))).toBe(sha256(Buffer.from(path)));
    await files.getByRole('checkbox', { name: `Select ${name}` }).check();
    await files.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(files.getByText(`“${name}” deleted`)).toBeVisible();
    await expect(files.getByText('This folder is empty')).toBeVisible();
  }
  await files.goto('/files');
  await expect(files.getByText('No files yet')).toBeVisible();
});

test('a picture of any shape is shown whole, and its preview can be tried again', async ({ files }) => {
  await choose(files, [
    { name: 'tall.png', mimeType: 'image/png', buffer: png(60, 3000) },
    { name: 'wide.png', mimeType: 'image/png', buffer: png(3000, 60) },
  ]);
  const picture = files.getByRole('dialog').getByRole('img');
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 360, height: 640 },
  ]) {
    await files.setViewportSize(viewport);
    for (const name of ['tall.png', 'wide.png']) {
      await row(files, name).getByRole('button', { name, exact: true }).click();
      await expect(picture).toHaveClass('painted');
      await expect(picture).toBeInViewport({ ratio: 0.999 });
      const content = files.getByRole('dialog').locator('.stage');
      expect(
        await content.evaluate((it) => [it.scrollHeight - it.clientHeight, it.scrollWidth - it.clientWidth]),
      ).toEqual([0, 0]);
      await files.keyboard.press('Escape');
      await expect(files.getByRole('dialog')).toHaveCount(0);
    }
  }
  await files.route('**/api/files/presign-get', (route) => route.fulfill({ status: 404, json: {} }), { times: 1 });
  await row(files, 'tall.png').getByRole('button', { name: 'tall.png', exact: true }).click();
  await files.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await expect(picture).toHaveClass('painted');
});

test('long names and deep folders keep to one line and to a narrow page, and undo keeps the focus', async ({
  files,
}) => {
  const name = `${'long-'.repeat(49)}.txt`;
  await openFolder(files, 'first/second/third folder with a long name/fourth/fifth/sixth folder with a long name');
  await choose(files, payload(name, pattern(10)));
  await expect(row(files, name)).toBeVisible();
  const crumbs = files.getByRole('navigation', { name: 'Folder path' });
  await expect(crumbs.getByRole('link', { name: 'fifth' })).toBeVisible();
  await expect(crumbs.getByRole('link', { name: 'second' })).toHaveCount(0);
  await files.setViewportSize({ width: 320, height: 640 });
  expect((await crumbs.boundingBox())?.height).toBeLessThan(48);
  // The folder's name ends where the buttons begin.
  const heading = await crumbs.getByRole('heading').boundingBox();
  const button = await files.getByRole('button', { name: 'Filter', exact: true }).boundingBox();
  expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
  await expect(crumbs.getByRole('link', { name: 'fifth' })).toBeVisible();

  await row(files, name).focus();
  await files.keyboard.press('Space');
  await files.keyboard.press('Delete');
  await expect(files.getByText('This folder is empty')).toBeVisible();
  await expect(files.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 0.999 });
  expect(await files.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await files.keyboard.press('Control+z');
  await expect(row(files, name)).toBeFocused();
});

/** Makes a picture of one colour. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits of grey for each dot.
  head.writeUInt8(8, 8);
  const dots = deflateSync(Buffer.alloc((width + 1) * height, 0));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', dots), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}
