import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { call } from '../../local/testing/api-calls.ts';
import { change, ended } from '../../local/testing/change-calls.ts';
import type { FileRecord } from '../../local/testing/seed-records.ts';
import { randomFrom } from '../faults/rig/random.ts';
import type { Check } from './checks.ts';
import { killRepeatedly } from './kill-repeatedly.ts';
import type { KilledStack } from './killed-stack.ts';
import { requestsSince } from './ledger.ts';
import { nameInTree } from './odd-names.ts';

const fileCount = Number(process.env['CHANGED_FILES'] ?? 10_000);
const seedCount = Number(process.env['CHANGED_SEEDS'] ?? 1);
const killsOfMove = 6;
const killsOfUndo = 4;

/** Files by their path below a folder. */
type Tree = ReadonlyMap<string, Omit<FileRecord, 'key'>>;

/**
 * Moves a folder of 10,000 files and moves it back, with the stack killed at ten random points, while somebody stores files in
 * both folders.
 */
export async function moveMany(check: Check, stack: KilledStack, ledger: string): Promise<void> {
  await stack.seed('tree/', { count: fileCount, contents: fileCount, nameOf: nameInTree });
  await check('an empty folder is made, to be moved with the files', async () => {
    assert.equal((await call(stack.api, 'POST', '/folders', { path: 'tree/empty' })).status, 201);
  });
  const before = await stack.records('tree/');
  for (let seed = 1; seed <= seedCount; seed += 1) {
    const kills = killsOfMove + killsOfUndo;
    await stack.signIn();
    await check(
      `seed ${seed}: ${fileCount} files are moved and back, killed ${kills} times, none lost or doubled`,
      () => moveAndBack(stack, { before, ledger, random: randomFrom(20_261_130 + seed), target: `moved-${seed}/` }),
    );
  }
}

interface KilledMove {
  readonly before: Tree;
  readonly ledger: string;
  readonly random: () => number;
  readonly target: string;
}

const meanwhile = 'stored meanwhile.txt';

async function moveAndBack(stack: KilledStack, { before, ledger, random, target }: KilledMove): Promise<void> {
  const since = readFileSync(ledger, 'utf8').length;
  const last = [...before.keys()].at(-1) ?? '';
  const rest = without(before, last);
  const done = { state: 'done', doneCount: rest.size, failedCount: 1 };
  const began = performance.now();
  const begun = await change(stack.api, 'move', { items: [{ folder: 'tree/', to: target }] });
  console.log(`answered after ${(performance.now() - began).toFixed(0)} ms`);
  // What others store while it runs stays where they store it, and nothing is moved over it.
  await stack.files.put(`tree/${meanwhile}`, 'of another tab');
  await stack.files.put(`${target}${last}`, 'of another person');
  await killRepeatedly(stack, begun, { count: killsOfMove, fileCount, random });
  assert.partialDeepStrictEqual(await ended(stack.api, begun), {
    ...done,
    failed: [{ path: `tree/${last}`, code: 'already-exists' }],
    undo: { operation: 'move-files', request: { change: begun.changeId } },
  });
  console.log(`moved within ${((performance.now() - began) / 1000).toFixed(1)} s`);
  assert.deepEqual(
    [...(await stack.files.current('tree/')).keys()].sort(),
    [`tree/${last}`, `tree/${meanwhile}`].sort(),
  );
  const moved = await stack.records(target);
  assert.equal(moved.get(last)?.sizeBytes, 'of another person'.length);
  assert.deepEqual(without(moved, last), rest);
  await storedOnce(stack, target);

  const undo = await change(stack.api, 'move', { change: begun.changeId });
  await killRepeatedly(stack, undo, { count: killsOfUndo, fileCount, random });
  assert.partialDeepStrictEqual(await ended(stack.api, undo), { ...done, failedCount: 0 });
  const after = await stack.records('tree/');
  assert.equal(after.get(meanwhile)?.sizeBytes, 'of another tab'.length);
  assert.deepEqual(without(after, meanwhile), before);
  assert.deepEqual([...(await stack.files.current(target)).keys()], [`${target}${last}`]);
  console.table(requestsSince(ledger, since));
  await removed(stack, [`tree/${meanwhile}`, `${target}${last}`]);
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
  assert.equal((await change(stack.api, 'delete', { items })).doneCount, paths.length);
}

const without = (tree: Tree, path: string): Tree => new Map([...tree].filter(([name]) => name !== path));
