import { requests } from '../faults/rig/requests.ts';
import type { Rig } from '../faults/rig/rig.ts';
import { filesOnDisk, textOnDisk } from './disk-folder.ts';
import { downloadRow, ofFile, store, tray, untilSaved } from './download-tray.ts';
import { expect, pattern, sha256 } from './journey.ts';
import { clearTray, shas, test, toFolder } from './to-folder.ts';

const kib = 1024;
const mib = 1024 ** 2;

test.describe.configure({ mode: 'default' });
test.afterEach(({ rig }) => {
  rig.s3.clear();
  rig.web.clear();
});

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
  // A file that is renamed while it is looked at cannot be read, so all of it is tried again.
  await expect(async () => expect(await filesOnDisk(files, folder)).toMatchObject(begun)).toPass({ timeout: 15_000 });
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
