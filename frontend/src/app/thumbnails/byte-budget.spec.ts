/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ByteBudget } from './byte-budget.ts';

const mib = 1024 ** 2;
const { signal } = new AbortController();

beforeEach(() => void jest.useFakeTimers());

describe('ByteBudget', () => {
  it('gives a screenful at once, and more as time passes', async () => {
    const budget = new ByteBudget(() => Date.now());
    await budget.take(6 * mib, signal);
    let isGiven = false;
    const more = budget.take(384 * 1024, signal).then(() => (isGiven = true));
    await jest.advanceTimersByTimeAsync(900);
    expect(isGiven).toBe(false);
    await jest.advanceTimersByTimeAsync(200);
    expect(isGiven).toBe(true);
    await more;
  });

  it('gives nothing to what is no longer in sight', async () => {
    const budget = new ByteBudget(() => Date.now());
    await budget.take(6 * mib, signal);
    const stop = new AbortController();
    const more = budget.take(mib, stop.signal);
    stop.abort();
    await expect(more).rejects.toBe(stop.signal.reason);
  });
});
