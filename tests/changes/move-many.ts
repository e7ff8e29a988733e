import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { Change } from '@airlock/contract';

import { call } from '../../local/testing/api-calls.ts';
import { change, ended } from '../../local/testing/change-calls.ts';
import type { DescribedFile } from '../../local/testing/stored-files.ts';
import { randomFrom } from '../faults/rig/random.ts';
import type { Check } from './checks.ts';
import type { KilledStack } from './killed-stack.ts';
import { requestsSince } from './ledger.ts';
import { nameInTree } from './odd-names.ts';

const fileCount = Number(process.env['CHANGED_FILES'] ?? 10_000);
const seedCount = Number(process.env['CHANGED_SEEDS'] ?? 1);
const killsOfMove = 6;
const killsOfUndo = 4;
const mostSeconds = 60;

/** A file by its path below the folder. */
type Tree = ReadonlyMap<string, Omit<DescribedFile, 'path'> & { readonly etag: string | undefined }>;

/**
 * Moves a folder of 10,000 files and undoes it; then the same with the stack killed at ten random points, while somebody
 * stores files in both folders.
 */
export async function moveMany(check: Check, stack: KilledStack, ledger: string): Promise<void> {
  await stack.seed('tree/', { count: fileCount, contents: fileCount, nameOf: nameInTree });
  await check('an empty folder is made, to be moved with the others', async () => {
    assert.equal((await call(stack.api, 'POST', '/folders', { path: 'tree/empty' })).status, 201);
  });
  const before = await treeOf(stack, 'tree/');
  let moveMs = 0;

  await check(`${fileCount} files are moved although nobody waits, with names, types and checksums`, async () => {
    const since = readFileSync(ledger, 'utf8').length;
    const began = performance.now();
    const begun = await change(stack.api, 'move', { items: [{ folder: 'tree', to: 'moved' }] });
    const answeredMs = performance.now() - began;
    assert.partialDeepStrictEqual(await ended(stack.api, begun), {
      ...{ state: 'done', doneCount: before.size, failedCount: 0, to: 'moved' },
      undo: { operation: 'move-files', request: { change: begun.changeId } },
    });
    moveMs = performance.now() - began;
    console.log(`answered after ${answeredMs.toFixed(0)} ms, moved within ${(moveMs / 1000).toFixed(1)} s`);
    console.table(requestsSince(ledger, since));
    assert.ok(moveMs <= mostSeconds * 1000, 'too slow');
    assert.deepEqual(await treeOf(stack, 'moved/'), before);
    assert.equal((await stack.files.current('tree/')).size, 0);
    const undo = await ended(stack.api, await change(stack.api, 'move', { change: begun.changeId }));
    assert.partialDeepStrictEqual(undo, { state: 'done', doneCount: before.size, failedCount: 0 });
    assert.deepEqual(await treeOf(stack, 'tree/'), before);
    assert.equal((await stack.files.current('moved/')).size, 0);
  });

  for (let seed = 1; seed <= seedCount; seed += 1) {
    await check(`seed ${seed}: killed ${killsOfMove + killsOfUndo} times, nothing is lost or doubled`, () =>
      moveWhileKilled(stack, { before, random: randomFrom(20_261_130 + seed), moveMs, target: `killed-${seed}/` }),
    );
  }
}

interface KilledMove {
  readonly before: Tree;
  readonly random: () => number;
  /** How long the move takes here. */
  readonly moveMs: number;
  readonly target: string;
}

async function moveWhileKilled(stack: KilledStack, { before, random, moveMs, target }: KilledMove): Promise<void> {
  const [last = ''] = [...before.keys()].slice(-1);
  const begun = await change(stack.api, 'move', { items: [{ folder: 'tree/', to: target }] });
  // What others store while it runs stays where they store it, and nothing is moved over it.
  await stack.files.put('tree/stored meanwhile.txt', 'of another tab');
  await stack.files.put(`${target}${last}`, 'of another person');
  await killRepeatedly(stack, killsOfMove, () => random() * ((2 * moveMs) / killsOfMove));
  assert.partialDeepStrictEqual(await ended(stack.api, begun), {
    ...{ state: 'done', doneCount: before.size - 1, failedCount: 1 },
    failed: [{ path: `tree/${last}`, code: 'already-exists' }],
  });
  const stayed = await stack.files.current('tree/');
  assert.deepEqual([...stayed.keys()].sort(), [`tree/${last}`, 'tree/stored meanwhile.txt'].sort());
  const moved = new Map(await treeOf(stack, target));
  assert.notEqual(moved.get(last)?.etag, before.get(last)?.etag, 'the file of another person');
  moved.delete(last);
  assert.deepEqual(moved, without(before, last));
  await storedOnce(stack, target);

  const undo = await change(stack.api, 'move', { change: begun.changeId });
  await killRepeatedly(stack, killsOfUndo, () => random() * ((2 * moveMs) / killsOfUndo));
  assert.partialDeepStrictEqual(await ended(stack.api, undo), { state: 'done', doneCount: before.size - 1 });
  const after = new Map(await treeOf(stack, 'tree/'));
  assert.ok(after.delete('stored meanwhile.txt'), 'the file of another tab');
  assert.deepEqual(after, before);
  assert.deepEqual([...(await stack.files.current(target)).keys()], [`${target}${last}`]);
  await removed(stack, ['tree/stored meanwhile.txt', `${target}${last}`]);
}

async function killRepeatedly(stack: KilledStack, count: number, waitMs: () => number): Promise<void> {
  for (let kill = 0; kill < count; kill += 1) {
    await pause(waitMs());
    await stack.killAndStart();
  }
}

/** Throws unless every file of the folder has one version and no deletion: a file that was copied twice would have more. */
async function storedOnce(stack: KilledStack, folder: string): Promise<void> {
  const versions = await stack.files.versions(folder);
  assert.equal(versions.length, new Set(versions.map(({ path }) => path)).size, 'versions');
  assert.ok(versions.every(({ etag, isCurrent }) => etag !== undefined && isCurrent));
}

async function removed(stack: KilledStack, paths: readonly string[]): Promise<void> {
  const all = await stack.files.current('');
  const items = paths.map((path) => ({ path, etag: all.get(path) }));
  const outcome: Change = await change(stack.api, 'delete', { items });
  assert.equal(outcome.doneCount, paths.length);
}

async function treeOf(stack: KilledStack, folder: string): Promise<Tree> {
  const etags = await stack.files.current(folder);
  const described = await stack.files.describe([...etags.keys()]);
  return new Map(
    described.map(({ path, ...rest }) => [path.slice(folder.length), { ...rest, etag: etags.get(path) }] as const),
  );
}

const without = (tree: Tree, path: string): Tree => new Map([...tree].filter(([name]) => name !== path));
