/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { FakeStore, type CallFault, type PutFault } from '../testing/fake-store.ts';
import { SymbolicFile } from '../testing/symbolic-file.ts';
import { Tab } from '../testing/tab.ts';

const mib = 1024 ** 2;
const part = 16 * mib;
let store: FakeStore;
let tab: Tab;

beforeEach(() => {
  store = new FakeStore();
  tab = new Tab(store);
});

const sentTimes = () => {
  const times = new Map<number, number>();
  for (const { partNumber } of store.puts) times.set(partNumber, (times.get(partNumber) ?? 0) + 1);
  return times;
};

async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await settled();
}

/** Returns a small random generator that gives the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => ((state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32), state / 2 ** 32);
}

describe('an upload in parts', () => {
  it.each([part + 1, 2 * part - 1, 2 * part, 2 * part + 1, 20 * part + 5])('stores %d bytes', async (size) => {
    tab.add(new SymbolicFile(size).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.objects.get('big.bin')?.sizeBytes).toBe(size);
    expect(store.puts.map(({ partNumber }) => partNumber)).toEqual(
      Array.from({ length: Math.ceil(size / part) }, (_, index) => index + 1),
    );
    expect(store.puts.reduce((sum, put) => sum + put.sizeBytes, 0)).toBe(size);
    expect([store.uploads.size, store.records.byKey.size, store.mostAtOnce <= 4]).toEqual([0, 0, true]);
  });

  it('stores 10 GiB with at most 12 calls of the API', async () => {
    tab.add(new SymbolicFile(640 * part).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.calls.length).toBeLessThanOrEqual(12);
    expect(store.puts).toHaveLength(640);
  });

  it('hashes the first parts while the upload is being begun', async () => {
    let hashedMeanwhile = 0;
    store.callFault = (operation, before) => {
      if (operation !== 'startUpload') return undefined;
      hashedMeanwhile = store.hashed;
      return before === 0 ? { code: 'unavailable' } : undefined;
    };
    tab.add(new SymbolicFile(12 * part).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([hashedMeanwhile, store.hashed]).toEqual([4, 12]);
  });

  it('hashes at the pace of sending, not the whole file at once', async () => {
    let mostAhead = 0;
    store.hold = ({ partNumber }) => {
      mostAhead = Math.max(mostAhead, store.hashed - partNumber);
      return Promise.resolve();
    };
    tab.add(new SymbolicFile(640 * part).file);
    await tab.untilEnd();
    expect(mostAhead).toBeLessThan(120);
  });

  it('has the next batch signed while the line is full, though hashing is not far ahead', async () => {
    const { hash } = store;
    store.hash = async (...order) => settled().then(() => hash(...order));
    store.hold = () => turns(6);
    tab = new Tab(store);
    const inFlight: number[] = [];
    store.callFault = (operation) => {
      if (operation === 'presignParts') inFlight.push(store.inFlight);
      return undefined;
    };
    tab.add(new SymbolicFile(200 * part).file);
    await tab.untilEnd();
    expect(Math.min(...inFlight.slice(2))).toBeGreaterThanOrEqual(2);
  });

  it.each([
    [100, 5],
    [3_000, 4],
  ])('uses the spare place only as long as a part takes but a moment: %d ms, %d at once', async (ms, atOnce) => {
    tab = new Tab(store, { extraAtOnce: 1 });
    store.hold = () => {
      store.nowMs += ms;
      return Promise.resolve();
    };
    tab.add(new SymbolicFile(40 * part).file);
    await tab.untilEnd();
    expect(store.mostAtOnce).toBe(atOnce);
  });

  it('stores 10,000 parts', async () => {
    tab.add(new SymbolicFile(10_000 * part).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(store.puts).toHaveLength(10_000);
  }, 60_000);

  it('says where it stands, and never two things at once', async () => {
    tab.add(new SymbolicFile(3 * part).file);
    await tab.untilEnd();
    expect(tab.kinds).toEqual(['checking', 'hashing', 'sending', 'completing', 'done']);
  });
});

describe.each([1, 2, 3])('an upload in parts with faults, seed %d', (seed) => {
  beforeEach(() => {
    store.random = seeded(seed);
  });

  const faults: [string, (tried: { partNumber: number; before: number }) => PutFault][] = [
    [
      'one 500',
      ({ partNumber, before }) => (partNumber === 3 && before === 0 ? { answer: { status: 500 } } : undefined),
    ],
    [
      'a part that fails five times, then heals',
      ({ partNumber, before }) =>
        partNumber === 2 && before < 5 ? { answer: { status: 500, code: 'InternalError' } } : undefined,
    ],
    [
      'SlowDown on half the parts',
      ({ partNumber, before }) =>
        partNumber % 2 === 0 && before < 2 ? { answer: { status: 503, code: 'SlowDown' } } : undefined,
    ],
    [
      'resets in the middle',
      ({ before }) => (before === 0 ? { answer: { status: 0 }, handedOver: 5 * mib } : undefined),
    ],
    [
      'lost answers',
      ({ partNumber, before }) =>
        partNumber % 3 === 0 && before === 0 ? { answer: { status: 0 }, stored: true } : undefined,
    ],
    [
      'damaged on the way',
      ({ partNumber, before }) =>
        partNumber === 4 && before === 0 ? { answer: { status: 400, code: 'BadDigest' } } : undefined,
    ],
    [
      'a refused URL',
      ({ partNumber, before }) =>
        partNumber === 5 && before === 0 ? { answer: { status: 403, code: 'AccessDenied' } } : undefined,
    ],
  ];

  it.each(faults)('heals %s', async (_, fault) => {
    store.putFault = fault;
    tab.add(new SymbolicFile(12 * part + 7).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
  });

  it('does not send a part again whose answer was lost', async () => {
    store.putFault = ({ partNumber }) => (partNumber === 3 ? { answer: { status: 0 }, stored: true } : undefined);
    tab.add(new SymbolicFile(6 * part).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect(sentTimes().get(3)).toBe(1);
  });

  const callFaults: [string, (operation: string, before: number) => CallFault][] = [
    [
      'a lost answer to the start',
      (operation, before) =>
        operation === 'startUpload' && before === 0 ? { code: 'network', done: true } : undefined,
    ],
    [
      'a lost answer to complete',
      (operation, before) =>
        operation === 'completeUpload' && before === 0 ? { code: 'network', done: true } : undefined,
    ],
    [
      'a 504 of complete that worked',
      (operation, before) =>
        operation === 'completeUpload' && before < 2 ? { code: 'unavailable', done: before === 0 } : undefined,
    ],
    [
      '429 on every first call',
      (_, before) => (before === 0 ? { code: 'too-many-requests', retryAfterMs: 2_000 } : undefined),
    ],
    [
      'a session that ended',
      (operation, before) =>
        operation === 'presignParts' && before === 1 ? ((store.user = undefined), { code: 'unauthorized' }) : undefined,
    ],
  ];

  it.each(callFaults)('heals %s', async (_, fault) => {
    store.callFault = fault;
    tab.add(new SymbolicFile(12 * part + 7).file);
    expect(await tab.untilEnd()).toEqual({ kind: 'done', verified: true });
    expect([store.objects.size, store.uploads.size, store.resent]).toEqual([1, 0, 0]);
  });
});
