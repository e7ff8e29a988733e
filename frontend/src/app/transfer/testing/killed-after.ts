import { expect } from '@jest/globals';

import type { Unfinished } from '../upload-record.ts';
import type { FakeStore } from './fake-store.ts';
import { SymbolicFile } from './symbolic-file.ts';
import { Tab } from './tab.ts';

/** Size in bytes of a file with ten parts of 16 MiB and one part of 5 bytes. */
const elevenParts = 10 * 16 * 1024 ** 2 + 5;

/**
 * Sends `file` until `count` parts are acknowledged. Then kills the browser and empties the store's lists of PUTs and
 * calls.
 */
export async function killedAfter(
  store: FakeStore,
  count: number,
  file = new SymbolicFile(elevenParts).file,
): Promise<void> {
  const killed = store.afterParts(count, () => store.kill());
  new Tab(store).add(file);
  await killed;
  store.puts.length = 0;
  store.calls.length = 0;
}

/** Resolves with the only unfinished upload that `tab` knows. */
export async function onlyUnfinished(tab: Tab): Promise<Unfinished> {
  const unfinished = await tab.unfinished();
  expect(unfinished).toHaveLength(1);
  return unfinished[0]!;
}
