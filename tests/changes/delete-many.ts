import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { changed, change, ended } from '../../local/testing/change-calls.ts';
import { randomFrom } from '../faults/rig/random.ts';
import type { Check } from './checks.ts';
import type { KilledStack } from './killed-stack.ts';
import { requestsSince } from './ledger.ts';

const fileCount = Number(process.env['CHANGED_FILES'] ?? 10_000);
const largeGib = Number(process.env['CHANGED_GIB'] ?? 1);
const kills = 10;
const mostDeleteCalls = Math.ceil(fileCount / 1000) + 5;

/** Deletes and restores a folder of 10,000 files and a file of 1 GiB, and kills the stack at ten random points on the way. */
export async function deleteMany(check: Check, stack: KilledStack, ledger: string): Promise<void> {
  await stack.seed('folder/', { count: fileCount, contents: fileCount });
  const before = await stack.files.current('folder/');
  const times = await deleteAndUndo(check, stack, ledger, before);
  await deleteLarge(check, stack, ledger);
  await whileKilled(check, stack, before, times);
}

const whole = { state: 'done', doneCount: fileCount, failedCount: 0 };

/** How long a delete and its undo take on this machine, in milliseconds; the stack is killed within that time. */
interface Times {
  readonly deleteMs: number;
  readonly undoMs: number;
}

async function deleteAndUndo(
  check: Check,
  stack: KilledStack,
  ledger: string,
  before: ReadonlyMap<string, string>,
): Promise<Times> {
  let deleteMs = 0;
  let undoMs = 0;

  await check(`${fileCount} files are deleted although nobody waits, with few requests`, async () => {
    const since = readFileSync(ledger, 'utf8').length;
    const began = performance.now();
    const begun = await change(stack.api, 'delete', { items: [{ folder: 'folder' }] });
    const answeredMs = performance.now() - began;
    // Nobody asks for a second, as when the tab is closed.
    await pause(1000);
    assert.partialDeepStrictEqual(await ended(stack.api, begun), whole);
    deleteMs = performance.now() - began;
    const asked = requestsSince(ledger, since);
    console.log(`answered after ${answeredMs.toFixed(0)} ms, deleted within ${(deleteMs / 1000).toFixed(1)} s`);
    console.table(asked);
    assert.ok((asked['DeleteObjects'] ?? 0) <= mostDeleteCalls, 'too many DeleteObjects');
    assert.equal((await stack.files.current('folder/')).size, 0);
  });

  await check('undo brings all of them back with the same versions, without a copy', async () => {
    const since = readFileSync(ledger, 'utf8').length;
    const began = performance.now();
    assert.partialDeepStrictEqual(await changed(stack.api, 'restore', { items: [{ folder: 'folder' }] }), whole);
    undoMs = performance.now() - began;
    console.log(`restored within ${(undoMs / 1000).toFixed(1)} s`);
    const asked = requestsSince(ledger, since);
    console.table(asked);
    assert.equal(asked['CopyObject'] ?? 0, 0);
    assert.deepEqual(await stack.files.current('folder/'), before);
  });

  return { deleteMs, undoMs };
}

async function whileKilled(
  check: Check,
  stack: KilledStack,
  before: ReadonlyMap<string, string>,
  { deleteMs, undoMs }: Times,
): Promise<void> {
  const random = randomFrom(20_261_129);
  const anyMoment = (withinMs: number): number => Math.floor(random() * withinMs);
  for (let kill = 0; kill < kills; kill += 2) {
    const [inDelete, inUndo] = [anyMoment(deleteMs), anyMoment(undoMs)];
    await check(`killed ${inDelete} ms into a delete and ${inUndo} ms into its undo, all is done once`, async () => {
      const begun = await change(stack.api, 'delete', { items: [{ folder: 'folder' }] });
      await pause(inDelete);
      await stack.killAndStart();
      assert.partialDeepStrictEqual(await ended(stack.api, begun), whole);
      const versions = await stack.files.versions('folder/');
      assert.equal(versions.filter(({ etag }) => etag === undefined).length, fileCount, 'deletions');
      assert.equal(versions.length, 2 * fileCount, 'versions and deletions');
      const undo = await change(stack.api, 'restore', { change: begun.changeId });
      await pause(inUndo);
      await stack.killAndStart();
      assert.partialDeepStrictEqual(await ended(stack.api, undo), whole);
      assert.deepEqual(await stack.files.current('folder/'), before);
    });
  }
}

async function deleteLarge(check: Check, stack: KilledStack, ledger: string): Promise<void> {
  await check(`a file of ${largeGib} GiB is deleted and restored without a copy`, async () => {
    const etag = await stack.files.putLarge('large/file.bin', largeGib);
    const stored = await stack.files.versions('large/');
    const since = readFileSync(ledger, 'utf8').length;
    const deleted = await change(stack.api, 'delete', { items: [{ path: 'large/file.bin', etag }] });
    assert.partialDeepStrictEqual(deleted, { state: 'done', doneCount: 1 });
    const began = performance.now();
    const restored = await change(stack.api, 'restore', { change: deleted.changeId });
    assert.partialDeepStrictEqual(restored, { state: 'done', doneCount: 1 });
    console.log(`restored within ${(performance.now() - began).toFixed(0)} ms`);
    const asked = requestsSince(ledger, since);
    console.table(asked);
    assert.equal(asked['CopyObject'] ?? 0, 0);
    assert.deepEqual(await stack.files.versions('large/'), stored);
  });
}
