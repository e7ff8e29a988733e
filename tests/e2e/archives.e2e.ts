import { writeFile } from 'node:fs/promises';

import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Download, Page } from '@playwright/test';

import { canned } from '../faults/proxy/fault.ts';
import { nth, upTo } from '../faults/proxy/rule.ts';
import { requests } from '../faults/rig/requests.ts';
import { downloadRow, ofFile, shas, shasOf, store, tray, untilSaved } from './download-tray.ts';
import { expect, pattern } from './journey.ts';
import { test } from './rig-journey.ts';
import { readZip, textInZip } from './zip-file.ts';

test.describe.configure({ mode: 'default' });
test.afterEach(({ rig }) => rig.s3.clear());

const kib = 1024;
const mib = 1024 ** 2;

/** Downloads a folder by the menu of its row. */
async function downloadFolder(page: Page, name: string): Promise<Download> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: `More actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Download as ZIP' }).click();
  return started;
}

test('a folder with all that is in it comes as one archive, with names that every system takes', async ({
  files,
  rig,
}) => {
  const contents = {
    'tree/a.txt': Buffer.from('one'),
    'tree/sub/deep/film.bin': pattern(9 * mib, 2),
    'tree/sub/ü 数 👩‍👧.txt': pattern(40 * kib, 3),
    'tree/zero.bin': Buffer.alloc(0),
    'tree/empty/': Buffer.alloc(0),
    'tree/con.txt': Buffer.from('device'),
    'tree/what?.txt': Buffer.from('question'),
    'tree/A.TXT': Buffer.from('another one'),
  };
  await store(files, rig, contents);
  const address = files.url();
  const got = await downloadFolder(files, 'tree');
  expect(got.suggestedFilename()).toBe('tree.zip');
  const entries = await readZip(await got.path());
  const { 'tree/con.txt': con, 'tree/what?.txt': what, 'tree/a.txt': lower, ...others } = contents;
  expect(Object.fromEntries(entries.map(({ name, sha256: sum }) => [name, sum]))).toEqual({
    ...shas({ ...others, 'tree/con_.txt': con, 'tree/what_.txt': what, 'tree/a (2).txt': lower }),
    '_changed names.txt': entries.at(-1)?.sha256,
  });
  expect(entries.every(({ isStored }) => isStored)).toBe(true);
  expect(entries.find(({ isFolder }) => isFolder)?.name).toBe('tree/empty/');
  const list = await textInZip(await got.path(), '_changed names.txt');
  expect(list).toContain('tree/what?.txt → tree/what_.txt');
  await untilSaved(files);
  await expect(downloadRow(files, 'tree.zip')).toContainText('Verified · 9 MB · 3 names changed');
  expect(files.url()).toBe(address);
});

test('a busy S3, a broken line and one changed byte: the archive arrives whole', async ({ files, rig }) => {
  const contents = {
    'many/a.bin': pattern(64 * kib, 1),
    'many/b.bin': pattern(64 * kib, 2),
    'many/film.bin': pattern(9 * mib, 3),
  };
  await store(files, rig, contents);
  const faults = [
    rig.s3.add({
      where: ofFile('a.bin'),
      which: upTo(2),
      fault: { kind: 'answer', with: canned.s3Error(503, 'SlowDown') },
    }),
    rig.s3.add({ where: ofFile('b.bin'), which: nth(1), fault: { kind: 'flip', side: 'answer', atByte: 99 } }),
    rig.s3.add({
      where: ofFile('film.bin'),
      which: nth(1),
      fault: { kind: 'cut', side: 'answer', afterBytes: 4 * mib, by: 'fin' },
    }),
  ];
  const got = await downloadFolder(files, 'many');
  expect(await shasOf(got)).toEqual(shas(contents));
  await Promise.all(faults.map((fault) => fault.hit()));
  await untilSaved(files);
  await expect(downloadRow(files, 'many.zip')).toContainText('Verified · 9.1 MB');
  const ranges = rig.s3.exchanges.filter(ofFile('film.bin')).map(({ headers }) => headers.range);
  expect(ranges.at(-1)).toMatch(/^bytes=\d+-$/);
});

test('a file with a changed byte that is in the archive already comes once more, and only the right one is found', async ({
  files,
  rig,
}) => {
  const contents = { 'films/film.bin': pattern(9 * mib), 'films/z.txt': Buffer.from('last') };
  await store(files, rig, contents);
  const flip = rig.s3.add({
    where: ofFile('film.bin'),
    which: nth(1),
    fault: { kind: 'flip', side: 'answer', atByte: 8 * mib },
  });
  const got = await downloadFolder(files, 'films');
  expect(await shasOf(got)).toEqual(shas(contents));
  await flip.hit();
  await untilSaved(files);
  await expect(downloadRow(files, 'films.zip')).toContainText('Verified · 9 MB');
});

test('a file whose bytes are always wrong is named and never found in the archive', async ({ files, rig }) => {
  const contents = { 'films/film.bin': pattern(9 * mib), 'films/z.txt': Buffer.from('last') };
  await store(files, rig, contents);
  rig.s3.always(ofFile('film.bin'), { kind: 'flip', side: 'answer', atByte: 8 * mib });
  const got = await downloadFolder(files, 'films');
  const { 'films/z.txt': right } = shas(contents);
  const { '_missing files.txt': list, ...found } = await shasOf(got);
  expect([found, list]).toEqual([{ 'films/z.txt': right }, expect.any(String)]);
  expect(await textInZip(await got.path(), '_missing files.txt')).toContain('films/film.bin: The data that arrived');
  await expect(downloadRow(files, 'films.zip')).toContainText('film.bin: The data that arrived differs from the file');
});

test('a file that is deleted meanwhile is named in the archive and in the tray', async ({ files, rig }) => {
  // The browser begins its download with the first bytes, those of the first file.
  const contents = { 'some/a.bin': pattern(100 * kib, 1), 'some/gone.bin': pattern(kib, 2) };
  await store(files, rig, contents);
  const removed = Promise.withResolvers<undefined>();
  const busy = rig.s3.add({
    where: ofFile('gone.bin'),
    which: nth(1),
    fault: { kind: 'answer', with: canned.s3Error(503, 'SlowDown'), after: removed.promise },
  });
  const got = await downloadFolder(files, 'some');
  // The file is signed by now, and S3 was asked for it.
  await busy.hit();
  await rig.storage.remove('gone.bin');
  removed.resolve(undefined);
  const entries = await readZip(await got.path());
  expect(entries.map(({ name }) => name)).toEqual(['some/a.bin', '_missing files.txt']);
  expect(await textInZip(await got.path(), '_missing files.txt')).toContain('some/gone.bin: It no longer exists.');
  await expect(tray(files).getByRole('heading')).toHaveText('1 file downloaded, 1 file missing');
  await expect(downloadRow(files, 'some.zip')).toContainText('1 file missing · gone.bin: It no longer exists.');
});

test('an archive is paused, goes on, and is cancelled', async ({ files, rig }) => {
  await store(files, rig, { 'long/a.bin': pattern(6 * mib), 'long/b.bin': pattern(6 * mib) });
  rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: 512 * kib });
  const got = await downloadFolder(files, 'long');
  const shown = downloadRow(files, 'long.zip');
  await expect(shown).toContainText(' of 12 MB · ');
  await shown.getByRole('button', { name: 'Pause the download of long.zip' }).click();
  await expect(shown).toContainText('Paused · ');
  await shown.getByRole('button', { name: 'Resume the download of long.zip' }).click();
  await expect(shown).toContainText('left · ');
  await shown.getByRole('button', { name: 'Cancel the download of long.zip' }).click();
  expect(await got.failure()).not.toBeNull();
  await untilSaved(files);
  await expect(shown).toContainText('Cancelled');
});

test('an archive goes on through a reload of the page, and through the end of the session', async ({
  files,
  rig,
  account,
}) => {
  const many = Array.from({ length: 40 }, (_, index) => [`many/${index}.bin`, pattern(200 * kib, index + 1)] as const);
  const contents = Object.fromEntries(many);
  await store(files, rig, contents);
  const slow = rig.s3.always(requests.download, { kind: 'limit', side: 'answer', bytesPerSecond: 256 * kib });
  const got = await downloadFolder(files, 'many');
  await expect(downloadRow(files, 'many.zip')).toContainText(' of 7.8 MB');
  const asked = files.waitForEvent('dialog');
  const reloaded = files.reload();
  await (await asked).accept();
  await reloaded;
  await expect(downloadRow(files, 'many.zip')).toContainText(' of 7.8 MB');
  slow.remove();
  expect(await shasOf(got)).toEqual(shas(contents));

  await rig.pool.send(new AdminUserGlobalSignOutCommand({ UserPoolId: rig.stack.userPoolId, Username: account.name }));
  rig.web.always(({ path, method }) => path === '/api/files/presign-get-batch' && method === 'POST', {
    kind: 'answer',
    with: canned.gateway(401, 'The incoming token has expired'),
  });
  const again = files.waitForEvent('download');
  await files.getByRole('button', { name: 'More actions for many', exact: true }).click();
  await files.getByRole('menuitem', { name: 'Download as ZIP' }).click();
  const dialog = files.getByRole('dialog');
  await expect(dialog.getByText('Your session has ended')).toBeVisible();
  // Everything behind the dialog is hidden from roles.
  const behind = files.locator('airlock-download-row').filter({ hasText: 'many.zip' }).last();
  await expect(behind).toContainText('Waiting until you sign in again');
  rig.web.clear();
  await dialog.getByLabel('Password', { exact: true }).fill(account.password);
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await shasOf(await again)).toEqual(shas(contents));
});

test.describe('where no service worker can run', () => {
  test.use({ serviceWorkers: 'block' });

  test('the person chooses where the archive is saved', async ({ files, rig }) => {
    const contents = { 'tree/a.txt': pattern(kib, 1), 'tree/b/c.bin': pattern(63 * kib, 2) };
    await store(files, rig, contents);
    // The dialog of the system cannot be answered from outside: the file is one that only this page sees.
    await files.evaluate(() => {
      const choose = async () => (await navigator.storage.getDirectory()).getFileHandle('tree.zip', { create: true });
      Object.assign(window, { showSaveFilePicker: choose });
    });
    await files.getByRole('button', { name: 'More actions for tree', exact: true }).click();
    await files.getByRole('menuitem', { name: 'Download as ZIP' }).click();
    await downloadRow(files, 'tree.zip').getByRole('button', { name: 'Choose where to save tree.zip' }).click();
    await untilSaved(files);
    await expect(downloadRow(files, 'tree.zip')).toContainText('Verified · 64 KB');
    const bytes = await files.evaluate(async () => {
      const file = await (await navigator.storage.getDirectory()).getFileHandle('tree.zip');
      return Array.from(new Uint8Array(await (await file.getFile()).arrayBuffer()));
    });
    const path = test.info().outputPath('tree.zip');
    await writeFile(path, Buffer.from(bytes));
    expect(Object.fromEntries((await readZip(path)).map(({ name, sha256: sum }) => [name, sum]))).toEqual(
      shas(contents),
    );
  });
});
