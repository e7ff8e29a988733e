import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';

import { canned } from '../faults/proxy/fault.ts';
import { nth, upTo } from '../faults/proxy/rule.ts';
import { filesOnDisk, textOnDisk } from './disk-folder.ts';
import { downloadRow, ofFile, store, tray, untilSaved } from './download-tray.ts';
import { expect, pattern } from './journey.ts';
import { clearTray, shas, test, toFolder } from './to-folder.ts';

const kib = 1024;
const mib = 1024 ** 2;

test.describe.configure({ mode: 'default' });
test.afterEach(({ rig }) => {
  rig.s3.clear();
  rig.web.clear();
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
