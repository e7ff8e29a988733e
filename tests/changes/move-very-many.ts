import assert from 'node:assert/strict';

import { change, ended } from '../../local/testing/change-calls.ts';
import type { Check } from './checks.ts';
import type { KilledStack } from './killed-stack.ts';

const fileCount = 100_000;
const longestMs = 15 * 60_000;

/** Moves a folder of 100,000 files, and undoes it: slice by slice, however many there are. */
export async function moveVeryMany(check: Check, stack: KilledStack): Promise<void> {
  await stack.seed('very-many/', { count: fileCount, contents: 1000 });
  const before = await stack.files.current('very-many/');
  await check(`${fileCount} files are moved by slices, and back`, async () => {
    const whole = { state: 'done', doneCount: fileCount, failedCount: 0 };
    const began = performance.now();
    const begun = await change(stack.api, 'move', { items: [{ folder: 'very-many', to: 'elsewhere' }] });
    assert.partialDeepStrictEqual(await ended(stack.api, begun, longestMs), whole);
    console.log(`moved within ${((performance.now() - began) / 1000).toFixed(0)} s`);
    assert.equal((await stack.files.current('very-many/')).size, 0);
    const moved = await stack.files.current('elsewhere/');
    assert.deepEqual(
      new Map([...moved].map(([path, etag]) => [path.replace('elsewhere/', 'very-many/'), etag])),
      before,
    );
    await stack.signIn();
    const undo = await change(stack.api, 'move', { change: begun.changeId });
    assert.partialDeepStrictEqual(await ended(stack.api, undo, longestMs), whole);
    assert.deepEqual(await stack.files.current('very-many/'), before);
    assert.equal((await stack.files.current('elsewhere/')).size, 0);
  });
}
