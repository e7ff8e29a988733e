import assert from 'node:assert/strict';

import { change, endedWithin } from '../../local/testing/change-calls.ts';
import type { Check } from './checks.ts';
import type { KilledStack } from './killed-stack.ts';

type Shown = Awaited<ReturnType<typeof change>>;

const fileCount = 100_000;
const longestMs = 15 * 60_000;
/** An access token is good for ten minutes. */
const signedInMs = 4 * 60_000;

/** Moves a folder of 100,000 files, and undoes it: slice by slice, however many there are. */
export async function moveVeryMany(check: Check, stack: KilledStack): Promise<void> {
  await stack.seed('very-many/', { count: fileCount, contents: 1000 });
  const before = await stack.files.current('very-many/');
  await check(`${fileCount} files are moved by slices, and back`, async () => {
    const whole = { state: 'done', doneCount: fileCount, failedCount: 0 };
    const began = performance.now();
    const begun = await change(stack.api, 'move', { items: [{ folder: 'very-many', to: 'elsewhere' }] });
    assert.partialDeepStrictEqual(await endedInTime(stack, begun), whole);
    console.log(`moved within ${((performance.now() - began) / 1000).toFixed(0)} s`);
    assert.equal((await stack.files.current('very-many/')).size, 0);
    const moved = await stack.files.current('elsewhere/');
    assert.deepEqual(
      new Map([...moved].map(([path, etag]) => [path.replace('elsewhere/', 'very-many/'), etag])),
      before,
    );
    const undo = await change(stack.api, 'move', { change: begun.changeId });
    assert.partialDeepStrictEqual(await endedInTime(stack, undo), whole);
    assert.deepEqual(await stack.files.current('very-many/'), before);
    assert.equal((await stack.files.current('elsewhere/')).size, 0);
  });
}

/** Returns the change as it is when it has ended, or after 15 minutes. Signs the user in again meanwhile, and says how far it is. */
async function endedInTime(stack: KilledStack, begun: Shown): Promise<Shown> {
  const began = performance.now();
  let shown = begun;
  while (shown.state === 'running' && performance.now() < began + longestMs) {
    shown = await endedWithin(stack.api, begun, { longestMs: signedInMs, everyMs: 1000 });
    await stack.signIn();
    console.log(
      `${shown.doneCount} of ${fileCount} after ${((performance.now() - began) / 1000).toFixed(0)} s: ${shown.state}`,
    );
  }
  return shown;
}
