import { describe, expect, it } from '@jest/globals';

import { inBatches } from './in-batches.ts';

const items = Array.from({ length: 100 }, (_, index) => index);

describe('inBatches', () => {
  it('returns the results in the order of the items, with 32 calls at the same time', async () => {
    let [running, most] = [0, 0];
    const results = await inBatches(items, async (item) => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(32);
  });

  it('begins nothing more after a call has failed', async () => {
    const begun: number[] = [];
    const all = inBatches(items, async (item) => {
      begun.push(item);
      await Promise.resolve();
      if (item === 3) throw new Error('of item 3');
    });
    await expect(all).rejects.toThrow('of item 3');
    for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve();
    expect(begun.length).toBeLessThan(70);
  });
});
