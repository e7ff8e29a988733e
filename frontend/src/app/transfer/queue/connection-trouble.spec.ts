/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const mib = 1024 ** 2;
const part = 16 * mib;
const size = 12 * part;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

describe('a network that is dead although the browser believes in it', () => {
  it.each([0.01, 0.5, 0.99])('is waited for without an end and without failing, random %d', async (random) => {
    store.random = () => random;
    let dead = false;
    store.putFault = () => (dead ? { answer: { status: 0 }, handedOver: 0 } : undefined);
    store.callFault = () => (dead ? { code: 'network' } : undefined);
    tab.add(new SymbolicFile(size).file);
    await store.afterParts(5, () => (dead = true));
    while (store.waits.length < 200) await settled();
    expect(tab.kinds).toContain('offline');
    dead = false;
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
  });

  it('waits for the browser to say that it is back when it says that it is gone', async () => {
    store.putFault = ({ partNumber, before }) => {
      if (partNumber !== 5 || before > 0) return undefined;
      store.online = false;
      return { answer: { status: 0 }, handedOver: 0 };
    };
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.online, store.waits]).toEqual([true, []]);
  });
});

describe('SlowDown', () => {
  it('holds all requests back for as long as S3 says, and sends fewer at a time afterwards', async () => {
    const startedMs: number[] = [];
    let refusedMs: number | undefined;
    store.hold = () => {
      startedMs.push(store.nowMs);
      return Promise.resolve();
    };
    store.putFault = ({ partNumber, before }) => {
      if (partNumber !== 2 || before > 0) return undefined;
      refusedMs = store.nowMs;
      store.mostAtOnce = 0;
      return { answer: { status: 503, code: 'SlowDown', retryAfterMs: 60_000 } };
    };
    tab.add(new SymbolicFile(size).file);
    await store.afterParts(6);
    const after = startedMs.filter((ms) => ms > (refusedMs ?? 0) + 100);
    expect([refusedMs === undefined, after.length > 0]).toEqual([false, true]);
    expect(Math.min(...after) - (refusedMs ?? 0)).toBeGreaterThanOrEqual(60_000);
    expect(startedMs.filter((ms) => ms <= (refusedMs ?? 0) + 100).length).toBeLessThanOrEqual(7);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
  });

  it('halves what is under way', async () => {
    let refused = 0;
    store.putFault = ({ before }) => (before === 0 && (refused += 1) <= 4 ? { answer: { status: 503 } } : undefined);
    store.hold = ({ before }) => {
      // The count starts with the first repeated part: what is in flight from then on has passed the lowered limit.
      if (before === 1 && store.puts.filter((put) => put.before === 1).length === 1) store.mostAtOnce = 0;
      return Promise.resolve();
    };
    tab.add(new SymbolicFile(size).file);
    await store.afterParts(2);
    expect(store.mostAtOnce).toBeLessThanOrEqual(2);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
  });
});

describe('two hours asleep', () => {
  it('signs again, in batches, and loses nothing', async () => {
    tab.add(new SymbolicFile(40 * part).file);
    await store.afterParts(10, () => (store.nowMs += 2 * 3_600_000));
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.resent]).toEqual([1, 0]);
    // Only the parts in flight learn that their URLs have expired; the other parts are signed again together with them.
    expect(store.puts.length).toBeLessThanOrEqual(40 + 4);
  });
});
