/**
 * `npm run test:changes`: deletes and restores a folder of 10,000 files (`CHANGED_FILES` for another number) and a file of
 * 1 GiB (`CHANGED_GIB` for another size) on the local stack, and kills the stack with SIGKILL at ten random points on the way. Erases a person with 3,000 files, too.
 * Prints what S3 was asked. Last line: `N passed, N failed`.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { changed, change, ended } from '../../local/testing/change-calls.ts';
import { randomFrom } from '../faults/rig/random.ts';
import { eraseAPerson } from './erase-a-person.ts';
import { requestsSince } from './ledger.ts';
import { KilledStack } from './killed-stack.ts';

const fileCount = Number(process.env['CHANGED_FILES'] ?? 10_000);
const largeGib = Number(process.env['CHANGED_GIB'] ?? 1);
const kills = 10;
const mostDeleteCalls = Math.ceil(fileCount / 1000) + 5;

const directory = mkdtempSync(join(tmpdir(), 'airlock-changes-'));
const ledger = join(directory, 'ledger.jsonl');
const stack = new KilledStack(join(directory, 'data'), ledger);
const failures: string[] = [];
let passed = 0;
/** How long a delete and its undo take on this machine, in milliseconds; the stack is killed within that time. */
let deleteMs = 0;
let undoMs = 0;

async function check(name: string, run: () => Promise<void>): Promise<void> {
  const began = performance.now();
  try {
    await run();
    passed += 1;
    console.log(`ok: ${name}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    failures.push(name);
    console.log(`✗ ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

try {
  await stack.start();
  const before = await stack.files.fill('folder/', fileCount);
  const whole = { state: 'done', doneCount: fileCount, failedCount: 0 };

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

  await eraseAPerson(check, join(directory, 'data'));

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
} finally {
  await stack.close();
  rmSync(directory, { recursive: true, force: true });
}
for (const name of failures) console.log(`✗ ${name}`);
console.log(`${passed} passed, ${failures.length} failed`);
if (failures.length > 0) process.exitCode = 1;
