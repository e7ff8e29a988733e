/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { ConcurrencyLimit } from './concurrency-limit.ts';

const never = new AbortController().signal;

describe('ConcurrencyLimit', () => {
  it('lets as many run as it allows, and the others in the order they came', async () => {
    const limit = new ConcurrencyLimit(1);
    const order: string[] = [];
    const release = await limit.acquire(never);
    const second = limit.acquire(never).then((go) => (order.push('second'), go));
    const third = limit.acquire(never).then((go) => (order.push('third'), go));
    release();
    (await second)();
    (await third)();
    expect(order).toEqual(['second', 'third']);
  });

  it('gives no place to a caller that stopped waiting', async () => {
    const limit = new ConcurrencyLimit(1);
    const release = await limit.acquire(never);
    const stop = new AbortController();
    const gaveUp = limit.acquire(stop.signal);
    const patient = limit.acquire(never);
    stop.abort(new Error('enough'));
    await expect(gaveUp).rejects.toThrow('enough');
    release();
    await expect(patient).resolves.toBeInstanceOf(Function);
  });

  it('frees a place once, however often it is released', async () => {
    const limit = new ConcurrencyLimit(1);
    const release = await limit.acquire(never);
    release();
    release();
    await limit.acquire(never);
    const stop = new AbortController();
    const second = limit.acquire(stop.signal);
    stop.abort(new Error('still full'));
    await expect(second).rejects.toThrow('still full');
  });

  it('halves when the host is overloaded, and rises again after some successes', async () => {
    const limit = new ConcurrencyLimit(4);
    const running = await Promise.all([1, 2, 3, 4].map(() => limit.acquire(never)));
    limit.lower();
    // Refusals of other requests that were sent before the first refusal bring no news.
    limit.lower();
    limit.lower();
    expect(limit.limit).toBe(2);
    const waiting = limit.acquire(never).then((release) => (order.push('running'), release));
    const order: string[] = [];
    running.pop()?.();
    running.pop()?.();
    await Promise.resolve();
    expect(order).toEqual([]);
    running.pop()?.();
    await waiting;
    expect(order).toEqual(['running']);
    limit.raise();
    expect(limit.limit).toBe(2);
    limit.raise();
    expect(limit.limit).toBe(3);
    for (let success = 0; success < 20; success += 1) limit.raise();
    expect(limit.limit).toBe(4);
  });

  it('opens its extra place after a whole round of successes, and closes it at once', () => {
    const limit = new ConcurrencyLimit(2, 1);
    limit.raise();
    limit.raise();
    expect(limit.limit).toBe(2);
    limit.allowExtra(true);
    limit.raise();
    expect(limit.limit).toBe(3);
    limit.allowExtra(false);
    expect(limit.limit).toBe(2);
    limit.allowExtra(true);
    limit.raise();
    expect(limit.limit).toBe(2);
  });

  it('reaches its usual limit again after an overload, however long each request takes', () => {
    const limit = new ConcurrencyLimit(4, 1);
    limit.lower();
    limit.allowExtra(false);
    expect(limit.limit).toBe(2);
    for (let success = 0; success < 20; success += 1) {
      limit.allowExtra(false);
      limit.raise();
    }
    expect(limit.limit).toBe(4);
  });

  it('never falls below one', () => {
    const limit = new ConcurrencyLimit(1);
    limit.lower();
    expect(limit.limit).toBe(1);
  });
});
