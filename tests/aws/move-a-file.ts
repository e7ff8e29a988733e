import { createHash, randomBytes } from 'node:crypto';

import { listFilesAnswer } from '@airlock/contract';
import * as v from 'valibot';

import { call, presignGet, presignPut, put, type Api } from '../../local/testing/api-calls.ts';
import { change, listFolder } from '../../local/testing/change-calls.ts';
import type { Checks } from './checks.ts';
import { expectStatus } from './expect-status.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Moves one file through the four operations with plain fetch, check by check. */
export async function moveAFile(checks: Checks, api: Api): Promise<void> {
  const path = 'from fetch/日本語 "1" 😀.bin';
  const bytes = randomBytes(1_000_003);
  const list = async () => (await listFolder(api, 'from fetch')).files;
  await checks.run('presign-put signs, and the bytes are stored', async () => {
    await expectStatus(await put(await presignPut(api, { path, bytes }), bytes), 200);
  });
  await checks.run('the same name is never overwritten blindly', async () => {
    await expectStatus(await put(await presignPut(api, { path, bytes }), bytes), 412);
  });
  await checks.run('list-files shows the file', async () => {
    const [file, ...more] = await list();
    if (file?.path !== path || file.sizeBytes !== bytes.length || more.length > 0) {
      throw new Error(`It shows ${JSON.stringify([file, ...more])}.`);
    }
  });
  await checks.run('presign-get gives the same bytes back', async () => {
    const { url } = await presignGet(api, path);
    const download = await fetch(url);
    if (download.status !== 200) await expectStatus(download, 200);
    const got = new Uint8Array(await download.arrayBuffer());
    if (sha256(got) !== sha256(bytes)) throw new Error(`${got.length} other bytes came back.`);
  });
  await deleteAndRestore(checks, api, path, list);
}

type Listed = readonly { readonly etag: string }[];

/** Deletes the file, undoes that and undoes the undoing. */
async function deleteAndRestore(checks: Checks, api: Api, path: string, list: () => Promise<Listed>): Promise<void> {
  await checks.run(
    'delete-files moves it to the trash, restore-files brings it back, and it is deleted again',
    async () => {
      const [file] = await list();
      const deleted = await change(api, 'delete', { items: [{ path, etag: file?.etag }] });
      if (deleted.doneCount !== 1 || (await list()).length > 0) throw new Error(JSON.stringify(deleted));
      const restored = await change(api, 'restore', { change: deleted.changeId });
      if (restored.doneCount !== 1 || (await list())[0]?.etag !== file?.etag) throw new Error(JSON.stringify(restored));
      const again = await change(api, 'delete', { change: restored.changeId });
      if (again.doneCount !== 1 || (await list()).length > 0) throw new Error(JSON.stringify(again));
    },
  );
}

/** Checks that one user sees nothing of another: an empty list, and the same 404 as for a missing file. */
export async function seeNothing(checks: Checks, owner: Api, stranger: Api): Promise<void> {
  const bytes = Buffer.from('for the owner only');
  await checks.run('a stranger sees nothing of a file', async () => {
    await expectStatus(await put(await presignPut(owner, { path: 'private.txt', bytes }), bytes), 200);
    const { files } = v.parse(listFilesAnswer, await (await call(stranger, 'GET', '/files')).json());
    if (files.length > 0) throw new Error(`The stranger sees ${JSON.stringify(files)}.`);
    await expectStatus(await call(stranger, 'POST', '/files/presign-get', { path: 'private.txt' }), 404);
    const theirs = await change(stranger, 'delete', { items: [{ folder: '' }] });
    if (theirs.doneCount > 0) throw new Error('The stranger deletes files of the owner.');
    await presignGet(owner, 'private.txt');
  });
}
