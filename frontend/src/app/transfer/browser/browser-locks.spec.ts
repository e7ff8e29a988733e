/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { browserLocks } from './browser-locks.ts';
import { pageLocks } from './page-locks.ts';

/** Node 24 has Web Locks too, so the real implementation is tested within one process. */
const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
const page = pageLocks();
const inPage = browserLocks({ request: denied, query: denied });
const never = new AbortController().signal;

describe.each([
  ['Web Locks', () => browserLocks(navigator.locks)],
  ['locks of the page, where there are no Web Locks', () => page],
  ['locks of the page, where Web Locks are denied', () => inPage],
])('browserLocks with %s', (_kind, locks) => {
  it('gives a lock to one and tells the other at once', async () => {
    const release = await locks().take('one');
    await expect(locks().take('one')).resolves.toBeUndefined();
    await expect(locks().held()).resolves.toEqual(new Set(['one']));
    await release?.();
    const next = await locks().wait('one', never);
    await next();
  });

  it('hands it over to who waits', async () => {
    const release = await locks().take('two');
    const order: string[] = [];
    const waiting = locks()
      .wait('two', never)
      .then((next) => (order.push('got it'), next));
    await locks().held();
    order.push('released');
    await release?.();
    await (
      await waiting
    )();
    expect(order).toEqual(['released', 'got it']);
  });

  it('stops waiting when told to', async () => {
    const release = await locks().take('three');
    const stop = new AbortController();
    const waiting = locks().wait('three', stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await release?.();
  });
});
