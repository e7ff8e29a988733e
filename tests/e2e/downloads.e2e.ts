import type { Download, Page } from '@playwright/test';

import { canned } from '../faults/proxy/fault.ts';
import { nth, upTo } from '../faults/proxy/rule.ts';
import { requests } from '../faults/rig/requests.ts';
import { downloadRow, tray } from './download-tray.ts';
import {
  choose,
  download,
  expect,
  pattern,
  payload,
  row,
  sha256,
  sha256OfDownload,
  signIn,
  signOut,
  uploadRow,
} from './journey.ts';
import { test } from './rig-journey.ts';

test.describe.configure({ mode: 'default' });
test.afterEach(({ rig }) => rig.s3.clear());

const kib = 1024;
const mib = 1024 ** 2;

async function store(page: Page, files: Readonly<Record<string, Buffer>>): Promise<void> {
  await choose(
    page,
    Object.entries(files).map(([name, bytes]) => payload(name, bytes)),
  );
  for (const name of Object.keys(files)) await expect(row(page, name)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Uploads' }).getByRole('heading')).toContainText('uploaded');
}

/** Downloads all files of the folder, each as a file of its own. */
async function downloadAllOneByOne(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'More actions for the selection' }).click();
  await page.getByRole('menuitem', { name: 'Download one by one' }).click();
}

/** Collects the downloads that the browser begins. */
function begun(page: Page): Download[] {
  const all: Download[] = [];
  page.on('download', (got) => all.push(got));
  return all;
}

const names = (all: readonly Download[]): string[] => all.map((it) => it.suggestedFilename()).sort();

test('a slow S3: all selected files arrive, the upload beside them too, and the page stays', async ({ files, rig }) => {
  const bytes = pattern(200 * kib);
  await store(files, { 'a.bin': bytes, 'b.bin': bytes, 'c.bin': bytes, 'd.bin': bytes });
  const address = files.url();
  const got = begun(files);
  rig.s3.always(requests.download, { kind: 'delay', ms: 1500 });
  const upload = rig.s3.always(({ method, path }) => method === 'PUT' && path.endsWith('/beside.bin'), {
    kind: 'limit',
    side: 'request',
    bytesPerSecond: mib,
  });
  await choose(files, payload('beside.bin', pattern(4 * mib)));
  await upload.hit();
  await downloadAllOneByOne(files);
  await expect(tray(files).getByRole('heading')).toHaveText('Downloading 4 files');
  await expect(tray(files).getByRole('heading')).toHaveText('4 files downloaded');
  await expect.poll(() => names(got)).toEqual(['a.bin', 'b.bin', 'c.bin', 'd.bin']);
  expect(await Promise.all(got.map(sha256OfDownload))).toEqual(Array(4).fill(sha256(bytes)));
  await expect(uploadRow(files, 'beside.bin')).toContainText('Verified');
  expect(files.url()).toBe(address);
});

test('a busy S3 and a line that breaks twice: the file arrives whole', async ({ files, rig }) => {
  const bytes = pattern(3 * mib);
  await store(files, { 'film.bin': bytes });
  rig.s3.add({
    where: requests.download,
    which: upTo(2),
    fault: { kind: 'answer', with: canned.s3Error(503, 'SlowDown') },
  });
  const cut = (occurrence: number, afterBytes: number, after?: Promise<unknown>) =>
    rig.s3.add({
      where: requests.download,
      which: nth(occurrence),
      fault: { kind: 'cut', side: 'answer', afterBytes, by: 'rst', after },
    });
  const arrived = Promise.withResolvers<undefined>();
  const cuts = [cut(3, mib, arrived.promise), cut(4, mib / 2)];
  const got = await download(files, 'film.bin');
  await expect(downloadRow(files, 'film.bin')).toContainText('1 MB of 3 MB');
  arrived.resolve(undefined);
  await Promise.all(cuts.map((rule) => rule.hit()));
  expect(await sha256OfDownload(got)).toBe(sha256(bytes));
  await tray(files).getByRole('button', { name: 'Expand downloads' }).click();
  await expect(downloadRow(files, 'film.bin')).toContainText('Verified');
  const ranges = rig.s3.exchanges.filter(requests.download).map(({ headers }) => headers.range);
  expect(ranges.at(-1)).toMatch(/^bytes=\d+-$/);
});

test('one changed byte never ends as a finished file', async ({ files, rig }) => {
  // A file of two parts: 16 MiB and 2 MiB.
  const bytes = pattern(18 * mib);
  await store(files, { 'film.bin': bytes });
  const flip = rig.s3.add({
    where: requests.download,
    which: nth(1),
    fault: { kind: 'flip', side: 'answer', atByte: 17 * mib },
  });
  const got = await download(files, 'film.bin');
  expect(await got.failure()).not.toBeNull();
  await flip.hit();
  await expect(downloadRow(files, 'film.bin')).toContainText('The data that arrived differs from the file');
  const again = files.waitForEvent('download');
  await tray(files).getByRole('button', { name: 'Download film.bin again' }).click();
  expect(await sha256OfDownload(await again)).toBe(sha256(bytes));
  await expect(tray(files).getByRole('heading')).toHaveText('1 file downloaded');
});

test('a file that was deleted meanwhile has a sentence, and a download that is cancelled ends', async ({
  files,
  rig,
}) => {
  await store(files, { 'gone.bin': pattern(kib), 'long.bin': pattern(8 * mib) });
  const address = files.url();
  await rig.storage.remove('gone.bin');
  await files.getByRole('button', { name: 'Download gone.bin', exact: true }).click();
  await expect(downloadRow(files, 'gone.bin')).toContainText('It no longer exists.');
  await expect(tray(files).getByRole('button', { name: 'Download gone.bin again' })).toBeVisible();

  rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: mib });
  const got = await download(files, 'long.bin');
  await expect(downloadRow(files, 'long.bin')).toContainText(' of 8 MB');
  await tray(files).getByRole('button', { name: 'Cancel the download of long.bin' }).click();
  expect(await got.failure()).not.toBeNull();
  await expect(downloadRow(files, 'long.bin')).toContainText('Cancelled');
  expect(files.url()).toBe(address);
});

test.describe('where no service worker can run', () => {
  test.use({ serviceWorkers: 'block' });

  test('the browser downloads by itself, and an error of S3 never replaces the page', async ({ files, rig }) => {
    const bytes = pattern(kib);
    await store(files, { 'a.bin': bytes });
    const address = files.url();
    expect(await sha256OfDownload(await download(files, 'a.bin'))).toBe(sha256(bytes));
    await expect(tray(files).getByRole('heading')).toHaveText('1 file downloaded');
    rig.s3.always(requests.download, { kind: 'answer', with: canned.s3Error(503, 'SlowDown') });
    await files.getByRole('button', { name: 'Download a.bin', exact: true }).click();
    await expect(tray(files).getByRole('heading')).toHaveText('1 downloaded, 1 failed');
    await expect(downloadRow(files, 'a.bin').last()).toContainText('The service is busy or down.');
    expect(files.url()).toBe(address);
  });
});

test('a reload loses no download, a sign-out ends them, and the next person sees none', async ({
  files,
  rig,
  account,
  accounts,
}) => {
  const bytes = pattern(3 * mib);
  const all = Object.fromEntries(['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin'].map((name) => [name, bytes]));
  await store(files, all);
  const got = begun(files);
  const slow = rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: mib });
  await downloadAllOneByOne(files);
  await expect(downloadRow(files, 'a.bin')).toContainText(' of 3 MB');
  const asked = files.waitForEvent('dialog');
  const reloaded = files.reload();
  await (await asked).accept();
  await reloaded;
  await expect(tray(files).getByRole('heading')).toHaveText(/^Downloading [45] files$/);
  slow.remove();
  await expect(tray(files).getByRole('heading')).toHaveText('5 files downloaded', { timeout: 30_000 });
  const finished = await Promise.all(got.map(async (it) => ((await it.failure()) === null ? it : undefined)));
  const whole = finished.filter((it) => it !== undefined);
  expect(names(whole)).toEqual(Object.keys(all));
  expect(new Set(await Promise.all(whole.map(sha256OfDownload)))).toEqual(new Set([sha256(bytes)]));

  await tray(files).getByRole('button', { name: 'Clear finished downloads' }).click();
  rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: mib });
  const last = await download(files, 'a.bin');
  await expect(downloadRow(files, 'a.bin')).toContainText(' of 3 MB');
  await signOut(files, account.name);
  expect(await last.failure()).not.toBeNull();
  await signIn(files, await accounts.create());
  await expect(tray(files)).toHaveCount(0);
});
