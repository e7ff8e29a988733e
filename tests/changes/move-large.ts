import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

import { call, type Api } from '../../local/testing/api-calls.ts';
import { change, changed, ended } from '../../local/testing/change-calls.ts';
import { signedInUser } from '../../local/testing/stack-user.ts';
import { StoredFiles } from '../../local/testing/stored-files.ts';
import type { Exchange } from '../faults/proxy/exchange.ts';
import { randomFrom } from '../faults/rig/random.ts';
import { Rig } from '../faults/rig/rig.ts';
import type { Check } from './checks.ts';

const mib = 1024 ** 2;
/** 6 GiB, in pieces of the size in which the product copies it. */
const sixGib = { pieceBytes: 256 * mib, pieceCount: 24, contentType: 'video/mp4', metadata: { colour: 'Blue' } };
const from = 'films/6 GiB.mp4';
const to = 'archive/2026/6 GiB.mp4';
/** Longest wait before the stack is killed, in milliseconds. */
const longestWait = 1500;

/** A stack behind a proxy, and one user of it. */
interface World {
  readonly rig: Rig;
  readonly api: Api;
  readonly files: StoredFiles;
}

/** Moves a file of 6 GiB, which S3 copies in parts, and files whose copy has another checksum, which must stay where they are. */
export async function moveLarge(check: Check): Promise<void> {
  const rig = await Rig.start({ app: 'as-it-is' });
  try {
    const { accessToken, keyPrefix } = await signedInUser(rig.stack, 'owner');
    const api = { url: rig.stack.apiUrl, accessToken };
    // The files are seen and stored past the proxy.
    const direct = { ...rig.stack, s3Url: `http://127.0.0.1:${rig.s3.upstreamPort}` };
    const world = { rig, api, files: new StoredFiles(direct, keyPrefix) };
    await check('a small file whose copy has another checksum stays where it is', () => smallWithWrongChecksum(world));
    await sixGibMoved(check, world);
    await sixGibRestored(check, world);
    world.files.close();
  } finally {
    await rig.close();
  }
}

/** Selects the answers that name the checksum of a file: of the source, or of its copy. */
const about =
  (path: string, methods: readonly string[]) =>
  ({ method, path: asked }: Exchange): boolean =>
    methods.includes(method) && decodeURIComponent(asked).endsWith(`/${path}`);

async function smallWithWrongChecksum({ rig, api, files }: World): Promise<void> {
  await files.put('small.txt', 'small');
  const before = await files.versions('');
  const etag = before[0]?.etag;
  rig.s3.always(about('copied.txt', ['PUT']), { kind: 'wrong-checksum' });
  const moved = await changed(api, 'move', { items: [{ path: 'small.txt', etag, to: 'copied.txt' }] });
  rig.s3.clear();
  assert.partialDeepStrictEqual(moved, {
    ...{ state: 'done', doneCount: 0, failedCount: 1 },
    failed: [{ path: 'small.txt', code: 'checksum-mismatch' }],
  });
  assert.deepEqual(await files.versions('small.txt'), before);
  assert.equal((await files.current('copied.txt')).size, 0);
}

async function sixGibMoved(check: Check, { rig, api, files }: World): Promise<void> {
  const etag = await files.putLargeOf(from, sixGib);
  const before = await files.versions(from);
  const [described] = await files.describe([from]);
  assert.equal(described?.sizeBytes, sixGib.pieceBytes * sixGib.pieceCount);
  const move = { items: [{ path: from, etag, to }] };

  await check('a file of 6 GiB whose copy has another checksum stays where it is, and no part is left', async () => {
    rig.s3.always(about(from, ['HEAD']), { kind: 'wrong-checksum' });
    const moved = await changed(api, 'move', move);
    rig.s3.clear();
    assert.partialDeepStrictEqual(moved, {
      ...{ state: 'done', doneCount: 0, failedCount: 1 },
      failed: [{ path: from, code: 'checksum-mismatch' }],
    });
    assert.deepEqual(await files.versions(from), before);
    assert.equal((await files.current(to)).size, 0);
    assert.equal(await files.openUploads(), 0);
  });

  await check('a file of 6 GiB is moved, killed on the way, with type, metadata and checksum, and back', async () => {
    const random = randomFrom(20_261_131);
    const began = performance.now();
    const begun = await change(api, 'move', move);
    await pause(random() * longestWait);
    await rig.killStack();
    await rig.startStack();
    assert.partialDeepStrictEqual(await ended(api, begun), { state: 'done', doneCount: 1, failedCount: 0 });
    console.log(`moved within ${((performance.now() - began) / 1000).toFixed(1)} s`);
    assert.deepEqual(await files.describe([to]), [{ ...described, path: to }]);
    assert.equal((await files.current(from)).size, 0);
    assert.equal(await files.openUploads(), 0);
    const undo = await changed(api, 'move', { change: begun.changeId });
    assert.partialDeepStrictEqual(undo, { state: 'done', doneCount: 1, failedCount: 0 });
    assert.deepEqual(await files.describe([from]), [described]);
    assert.equal((await files.current(to)).size, 0);
    assert.equal(await files.openUploads(), 0);
  });
}

async function sixGibRestored(check: Check, { api, files }: World): Promise<void> {
  const before = await files.describe([from]);
  await check('an earlier version of 6 GiB becomes current again, in parts', async () => {
    const etag = (await files.current(from)).get(from);
    await changed(api, 'delete', { items: [{ path: from, etag }] });
    await files.put(from, 'small');
    const replaces = (await files.current(from)).get(from);
    const older = (await files.versions(from)).find((version) => version.etag === etag);
    const began = performance.now();
    const answer = await call(api, 'POST', '/files/restore-version', {
      ...{ path: from, versionId: older?.versionId, replaces },
    });
    assert.equal(answer.status, 200, await answer.text());
    console.log(`restored within ${((performance.now() - began) / 1000).toFixed(1)} s`);
    assert.deepEqual(await files.describe([from]), before);
    assert.equal(await files.openUploads(), 0);
  });
}
