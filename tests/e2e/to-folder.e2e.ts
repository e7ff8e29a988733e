import { randomUUID } from 'node:crypto';

import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Page } from '@playwright/test';

import { canned } from '../faults/proxy/fault.ts';
import type { Exchange } from '../faults/proxy/exchange.ts';
import { nth, upTo } from '../faults/proxy/rule.ts';
import { requests } from '../faults/rig/requests.ts';
import type { Rig } from '../faults/rig/rig.ts';
import { answerFolderDialog, filesOnDisk, textOnDisk } from './disk-folder.ts';
import { expect, pattern, row, sha256 } from './journey.ts';
import { test as base } from './rig-journey.ts';
import { authorizationOf, storeContents } from './stored-files.ts';

const kib = 1024;
const mib = 1024 ** 2;

/** The journeys' test with a folder on the disk that the dialog is answered with. */
const test = base.extend<{ folder: string }>({
  folder: async ({ files }, use) => {
    const name = randomUUID();
    await answerFolderDialog(files, name);
    await use(name);
  },
});
test.describe.configure({ mode: 'default' });
test.afterEach(({ rig }) => {
  rig.s3.clear();
  rig.web.clear();
});

const tray = (page: Page) => page.getByRole('region', { name: 'Downloads' });
const downloadRow = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name });
const ofFile =
  (name: string) =>
  (exchange: Exchange): boolean =>
    requests.download(exchange) && exchange.path.endsWith(`/${encodeURIComponent(name)}`);

async function store(page: Page, rig: Rig, contents: Readonly<Record<string, Buffer>>): Promise<void> {
  await storeContents(rig.stack, await authorizationOf(page), contents);
  await page.reload();
  await expect(row(page, Object.keys(contents)[0]?.split('/')[0] ?? '')).toBeVisible();
}

async function toFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download to a folder…' }).click();
}

/** Waits until all downloads have ended well, and opens the tray, which closes by itself then. */
async function untilSaved(page: Page): Promise<void> {
  await tray(page).getByRole('button', { name: 'Expand downloads' }).click();
}

/** Forgets what is over, so that the next download is the only one in the tray. */
async function clearTray(page: Page): Promise<void> {
  await tray(page).getByRole('button', { name: 'Clear finished downloads' }).click();
}

const shas = (contents: Readonly<Record<string, Buffer>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(contents).map(([name, bytes]) => [
      name,
      bytes.length === 0 && name.endsWith('/') ? '' : sha256(bytes),
    ]),
  );
const askedOf = (rig: Rig): number => rig.s3.exchanges.filter(requests.download).length;

test('a folder comes onto the disk; the second time nothing is fetched, and what is gone comes back', async ({
  files,
  rig,
  folder,
}) => {
  const contents = {
    'tree/a.txt': Buffer.from('one'),
    'tree/sub/deep/film.bin': pattern(9 * mib, 2),
    'tree/sub/ü 数 👩‍👧.txt': pattern(40 * kib, 3),
    'tree/zero.bin': Buffer.alloc(0),
    'tree/empty/': Buffer.alloc(0),
    'tree/con.txt': Buffer.from('device'),
  };
  await store(files, rig, contents);
  await toFolder(files, 'tree');
  await untilSaved(files);
  await expect(downloadRow(files, 'tree')).toContainText('Verified · 9 MB · 1 name changed');
  const { 'tree/con.txt': con, ...others } = contents;
  const saved = await filesOnDisk(files, folder);
  expect(saved).toEqual({
    ...shas({ ...others, 'tree/con_.txt': con }),
    '_changed names.txt': saved['_changed names.txt'],
  });
  expect(await textOnDisk(files, folder, '_changed names.txt')).toContain('tree/con.txt → tree/con_.txt');

  const before = askedOf(rig);
  await clearTray(files);
  await toFolder(files, 'tree');
  await untilSaved(files);
  await expect(downloadRow(files, 'tree')).toContainText('Verified · 9 MB · 1 name changed · 5 files already there');
  expect(askedOf(rig)).toBe(before);
  expect(await filesOnDisk(files, folder)).toEqual(saved);

  await files.evaluate(async (name) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    await (await root.getDirectoryHandle('tree')).removeEntry('a.txt');
  }, folder);
  await clearTray(files);
  await toFolder(files, 'tree');
  await untilSaved(files);
  await expect(downloadRow(files, 'tree')).toContainText('4 files already there');
  expect(askedOf(rig)).toBe(before + 1);
  expect(await filesOnDisk(files, folder)).toEqual(saved);
});

test('what is selected comes onto the disk; a file that is there is not overwritten', async ({
  files,
  rig,
  folder,
}) => {
  const contents = { 'b.txt': pattern(10, 1), 'a.txt': pattern(10, 2), 'c/d.txt': pattern(10, 3) };
  await store(files, rig, contents);
  await files.evaluate(async (name) => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
    const writable = await (await root.getFileHandle('b.txt', { create: true })).createWritable();
    await writable.write('mine');
    await writable.close();
  }, folder);
  await files.getByRole('checkbox', { name: 'Select b.txt' }).check();
  await files.getByRole('checkbox', { name: 'Select c', exact: true }).check();
  await files.getByRole('button', { name: 'More actions for the selection' }).click();
  await files.getByRole('menuitem', { name: 'Download to a folder…' }).click();
  await untilSaved(files);
  const mine = { 'b.txt': sha256(Buffer.from('mine')) };
  const { 'b.txt': b, 'c/d.txt': d } = shas(contents);
  expect(await filesOnDisk(files, folder)).toEqual({ ...mine, 'b (2).txt': b, 'c/d.txt': d });
});

test('a busy S3, a broken line and one changed byte: the folder arrives whole', async ({ files, rig, folder }) => {
  const contents = {
    'many/a.bin': pattern(64 * kib, 1),
    'many/b.bin': pattern(64 * kib, 2),
    'many/film.bin': pattern(9 * mib, 3),
    'many/other.bin': pattern(9 * mib, 4),
  };
  await store(files, rig, contents);
  const busy = canned.s3Error(503, 'SlowDown');
  const faults = [
    rig.s3.add({ where: ofFile('a.bin'), which: upTo(2), fault: { kind: 'answer', with: busy } }),
    rig.s3.add({ where: ofFile('b.bin'), which: nth(1), fault: { kind: 'flip', side: 'answer', atByte: 99 } }),
    rig.s3.add({
      where: ofFile('film.bin'),
      which: nth(1),
      fault: { kind: 'cut', side: 'answer', afterBytes: 4 * mib, by: 'fin' },
    }),
    rig.s3.add({ where: ofFile('other.bin'), which: nth(1), fault: { kind: 'flip', side: 'answer', atByte: 8 * mib } }),
  ];
  await toFolder(files, 'many');
  await untilSaved(files);
  await expect(downloadRow(files, 'many')).toContainText('Verified · 18.1 MB');
  await Promise.all(faults.map((fault) => fault.hit()));
  expect(await filesOnDisk(files, folder)).toEqual(shas(contents));
  const ranges = rig.s3.exchanges.filter(ofFile('film.bin')).map(({ headers }) => headers.range);
  expect(ranges.at(-1)).toMatch(/^bytes=\d+-$/);
});

test('a file that is always wrong and one that is deleted are named, and the next try brings what is missing', async ({
  files,
  rig,
  folder,
}) => {
  const contents = {
    'some/film.bin': pattern(9 * mib),
    'some/gone.bin': pattern(kib, 2),
    'some/here.bin': pattern(kib, 3),
  };
  await store(files, rig, contents);
  const flip = rig.s3.always(ofFile('film.bin'), { kind: 'flip', side: 'answer', atByte: 8 * mib });
  const removed = Promise.withResolvers<undefined>();
  const busy = rig.s3.add({
    where: ofFile('gone.bin'),
    which: nth(1),
    fault: { kind: 'answer', with: canned.s3Error(503, 'SlowDown'), after: removed.promise },
  });
  await toFolder(files, 'some');
  await busy.hit();
  await rig.storage.remove('gone.bin');
  removed.resolve(undefined);
  await expect(downloadRow(files, 'some')).toContainText('Downloaded · 1 KB · 2 files missing');
  const { 'some/here.bin': here, 'some/film.bin': film } = shas(contents);
  const onDisk = await filesOnDisk(files, folder);
  expect(onDisk).toEqual({ 'some/here.bin': here, '_missing files.txt': onDisk['_missing files.txt'] });
  const list = await textOnDisk(files, folder, '_missing files.txt');
  expect(list).toContain('some/film.bin: The data that arrived differs');
  expect(list).toContain('some/gone.bin: It no longer exists.');
  flip.remove();
  await clearTray(files);
  await toFolder(files, 'some');
  await untilSaved(files);
  await expect(downloadRow(files, 'some')).toContainText('Verified · 9 MB · 1 file already there');
  expect(await filesOnDisk(files, folder)).toMatchObject({ 'some/here.bin': here, 'some/film.bin': film });
});

test('a download to a folder is paused, goes on, is cancelled, and goes on where it was', async ({
  files,
  rig,
  folder,
}) => {
  const contents = { 'long/a.bin': pattern(6 * mib), 'long/b.bin': pattern(6 * mib, 2), 'long/c.txt': pattern(kib) };
  await store(files, rig, contents);
  const slow = rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: 256 * kib });
  await toFolder(files, 'long');
  const shown = downloadRow(files, 'long');
  await expect(shown).toContainText(' of 12 MB · ');
  await shown.getByRole('button', { name: 'Pause the download of long' }).click();
  await expect(shown).toContainText('Paused · ');
  await shown.getByRole('button', { name: 'Resume the download of long' }).click();
  await expect(shown).toContainText('left · ');
  await shown.getByRole('button', { name: 'Cancel the download of long' }).click();
  await tray(files).getByRole('button', { name: 'Expand downloads' }).click();
  await expect(shown).toContainText('Cancelled');
  slow.remove();
  await shown.getByRole('button', { name: 'Download long again' }).click();
  await untilSaved(files);
  await expect(shown).toContainText('already there');
  expect(await filesOnDisk(files, folder)).toEqual(shas(contents));
});

test('after a reload the person chooses the folder again, and what is there is not fetched', async ({
  files,
  rig,
  folder,
}) => {
  const contents = {
    'many/a.txt': pattern(kib, 1),
    'many/b.txt': pattern(kib, 2),
    'many/film.bin': pattern(6 * mib, 3),
  };
  await store(files, rig, contents);
  const slow = rig.s3.always(ofFile('film.bin'), { kind: 'limit', side: 'answer', bytesPerSecond: 256 * kib });
  await toFolder(files, 'many');
  const { 'many/a.txt': a, 'many/b.txt': b } = shas(contents);
  const begun = { 'many/a.txt': a, 'many/b.txt': b, 'many/film.bin': sha256(Buffer.alloc(0)) };
  await expect.poll(() => filesOnDisk(files, folder)).toMatchObject(begun);
  const asked = files.waitForEvent('dialog');
  const reloaded = files.reload();
  await (await asked).accept();
  await reloaded;
  slow.remove();
  await expect(downloadRow(files, 'many')).toContainText('Choose where to save it');
  await tray(files).getByRole('button', { name: 'Choose where to save many' }).click();
  await untilSaved(files);
  await expect(downloadRow(files, 'many')).toContainText('Verified · 6 MB · 2 files already there');
  expect(await filesOnDisk(files, folder)).toEqual(shas(contents));
});

test('it waits until the person has signed in again', async ({ files, rig, folder, account }) => {
  const contents = { 'many/a.txt': pattern(kib, 1), 'many/b.txt': pattern(kib, 2) };
  await store(files, rig, contents);
  await rig.pool.send(new AdminUserGlobalSignOutCommand({ UserPoolId: rig.stack.userPoolId, Username: account.name }));
  rig.web.always(({ path, method }) => path === '/api/files/presign-get-batch' && method === 'POST', {
    kind: 'answer',
    with: canned.gateway(401, 'The incoming token has expired'),
  });
  await toFolder(files, 'many');
  const dialog = files.getByRole('dialog');
  await expect(dialog.getByText('Your session has ended')).toBeVisible();
  // Everything behind the dialog is hidden from roles.
  await expect(files.locator('airlock-download-row')).toContainText('Waiting until you sign in again');
  rig.web.clear();
  await dialog.getByLabel('Password', { exact: true }).fill(account.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await untilSaved(files);
  expect(await filesOnDisk(files, folder)).toEqual(shas(contents));
});

test('a full disk ends it with a sentence and no half file; with room again it goes on', async ({
  files,
  rig,
  folder,
}) => {
  const contents = { 'many/a.txt': pattern(kib, 1), 'many/film.bin': pattern(6 * mib, 3) };
  await store(files, rig, contents);
  // A disk cannot be filled from here: the browser's own answer to a full one is given by hand.
  await files.evaluate(() => {
    const disk = FileSystemWritableFileStream.prototype;
    const write = Reflect.get(disk, 'write');
    disk.write = function (this: FileSystemWritableFileStream, data) {
      const isLarge = data instanceof Uint8Array && data.byteLength > 1024;
      return isLarge ? Promise.reject(new DOMException('Full.', 'QuotaExceededError')) : write.call(this, data);
    };
    Object.assign(window, { giveRoom: () => (disk.write = write) });
  });
  await toFolder(files, 'many');
  await expect(downloadRow(files, 'many')).toContainText('The disk is full.');
  expect(Object.keys(await filesOnDisk(files, folder))).not.toContain('many/film.bin');
  await files.evaluate(() => (window as unknown as { giveRoom: () => void }).giveRoom());
  await tray(files).getByRole('button', { name: 'Download many again' }).click();
  await untilSaved(files);
  await expect(downloadRow(files, 'many')).toContainText('Verified · 6 MB');
  expect(await filesOnDisk(files, folder)).toEqual(shas(contents));
});
