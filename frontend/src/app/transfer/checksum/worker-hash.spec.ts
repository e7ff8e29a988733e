/** @jest-environment node */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { UnreadableFile, type TransferPorts } from '../ports.ts';
import type { HashAnswer, HashOrder } from './hash-messages.ts';
import { workerHash, type HashWorker } from './worker-hash.ts';

class FakeWorker implements HashWorker {
  readonly orders: HashOrder[] = [];
  isTerminated = false;
  readonly #listeners: { message: ((event: { data: HashAnswer }) => void)[]; error: (() => void)[] } = {
    message: [],
    error: [],
  };

  postMessage(order: HashOrder): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  addEventListener(type: 'message' | 'error', listener: (event: { data: HashAnswer }) => void): void {
    this.#listeners[type].push(listener as () => void);
  }

  say(data: HashAnswer): void {
    for (const listener of this.#listeners.message) listener({ data });
  }

  crash(): void {
    for (const listener of this.#listeners.error) listener();
  }
}

const never = new AbortController().signal;
const ignore = { progress: () => undefined, slice: () => undefined };

/** Hashes in the page: the "checksum" of a body is its text. */
const inPage = jest.fn<TransferPorts['hash']>();
beforeEach(() => {
  inPage.mockReset().mockImplementation(async (blob, _sliceBytes, { slice }) => slice(await blob.text()));
});

function start() {
  const workers: FakeWorker[] = [];
  const hash = workerHash(() => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  }, inPage);
  return { hash, workers };
}

describe('workerHash', () => {
  it('hears all about a small body at once, and passes its bytes on', async () => {
    const received: unknown[] = [];
    const worker = new FakeWorker();
    const read = (body: Blob, bytes: ArrayBuffer) => received.push([body, bytes.byteLength]);
    const hash = workerHash(() => worker, inPage, read);
    const body = new Blob(['abc']);
    const progress = (bytes: number) => received.push(bytes);
    const hashing = hash(body, 3, { progress, slice: (crc64nvme) => received.push(crc64nvme) }, never);
    worker.say({ id: 1, kind: 'small', crc64nvme: 'A', bytes: new ArrayBuffer(3) });
    await hashing;
    expect(received).toEqual([[body, 3], 3, 'A']);
  });

  it('starts one worker for all files and gives each its own answer', async () => {
    const { hash, workers } = start();
    const received: unknown[] = [];
    const listener = (name: string) => ({
      progress: (bytes: number) => received.push([name, bytes]),
      slice: (crc64nvme: string) => received.push([name, crc64nvme]),
    });
    const a = hash(new Blob(['a']), 1, listener('a'), never);
    const b = hash(new Blob(['bc']), 1, listener('b'), never);
    const worker = workers[0]!;
    worker.say({ id: 1, kind: 'progress', hashedBytes: 1 });
    worker.say({ id: 2, kind: 'slice', crc64nvme: 'B' });
    worker.say({ id: 1, kind: 'slice', crc64nvme: 'A' });
    worker.say({ id: 2, kind: 'slice', crc64nvme: 'C' });
    for (const id of [1, 2]) worker.say({ id, kind: 'done' });
    await Promise.all([a, b]);
    expect([received, workers.length]).toEqual([
      [
        ['a', 1],
        ['b', 'B'],
        ['a', 'A'],
        ['b', 'C'],
      ],
      1,
    ]);
  });

  it('stops the reading of a file whose checksum is no good', async () => {
    const { hash, workers } = start();
    const slice = () => {
      throw new Error('changed');
    };
    const changed = hash(new Blob(['a']), 1, { ...ignore, slice }, never);
    workers[0]?.say({ id: 1, kind: 'slice', crc64nvme: 'A' });
    await expect(changed).rejects.toThrow('changed');
    expect(workers[0]?.orders.at(-1)).toEqual({ id: 1, kind: 'stop' });
  });

  it('names a file that could not be read', async () => {
    const { hash, workers } = start();
    const failed = hash(new Blob(['a']), 1, ignore, never);
    workers[0]?.say({ id: 1, kind: 'failed', unreadable: true });
    await expect(failed).rejects.toThrow(UnreadableFile);
  });

  it('stops the worker when cancelled', async () => {
    const { hash, workers } = start();
    const stop = new AbortController();
    const cancelled = hash(new Blob(['a']), 1, ignore, stop.signal);
    stop.abort(new Error('stop'));
    await expect(cancelled).rejects.toThrow('stop');
    expect(workers[0]?.orders.at(-1)).toEqual({ id: 1, kind: 'stop' });
  });

  describe('when its worker ends', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('hashes the files again in a new one, and tells each checksum once', async () => {
      const { hash, workers } = start();
      const received: unknown[] = [];
      const told = { progress: (bytes: number) => received.push(bytes), slice: (crc: string) => received.push(crc) };
      const hashing = hash(new Blob(['ab']), 1, told, never);
      workers[0]?.say({ id: 1, kind: 'progress', hashedBytes: 1 });
      workers[0]?.say({ id: 1, kind: 'slice', crc64nvme: 'A' });
      workers[0]?.crash();
      await jest.advanceTimersByTimeAsync(0);
      workers[0]?.say({ id: 1, kind: 'slice', crc64nvme: 'late' });
      expect(workers[1]?.orders).toEqual(workers[0]?.orders);
      for (const hashedBytes of [1, 2]) workers[1]?.say({ id: 1, kind: 'progress', hashedBytes });
      for (const crc64nvme of ['A', 'B']) workers[1]?.say({ id: 1, kind: 'slice', crc64nvme });
      workers[1]?.say({ id: 1, kind: 'done' });
      await hashing;
      expect(received).toEqual([1, 'A', 2, 'B']);
    });

    it('gives a file up that ends every worker', async () => {
      const { hash, workers } = start();
      const failed = hash(new Blob(['a']), 1, ignore, never).catch((error: unknown) => error);
      for (let run = 0; run < 4; run += 1) {
        workers[run]?.say({ id: 1, kind: 'progress', hashedBytes: 1 });
        workers[run]?.crash();
        await jest.advanceTimersByTimeAsync(0);
      }
      expect(await failed).toMatchObject({ message: 'The hashing worker stopped.' });
    });

    it.each([
      ['does not load once', 1],
      ['does not load three times', 3],
    ])('tries again when its script %s', async (_how, times) => {
      const { hash, workers } = start();
      const hashing = hash(new Blob(['a']), 1, ignore, never);
      for (let failure = 0; failure < times; failure += 1) {
        workers[failure]?.crash();
        await jest.advanceTimersByTimeAsync(2_000);
      }
      workers[times]?.say({ id: 1, kind: 'done' });
      await expect(hashing).resolves.toBeUndefined();
      expect(inPage).not.toHaveBeenCalled();
    });

    it('hashes in the page where no worker can run', async () => {
      const refused = workerHash(() => {
        throw new DOMException('refused', 'SecurityError');
      }, inPage);
      const slices: string[] = [];
      const told = { ...ignore, slice: (crc: string) => slices.push(crc) };
      const both = Promise.all([refused(new Blob(['a']), 1, told, never), refused(new Blob(['b']), 1, told, never)]);
      await jest.advanceTimersByTimeAsync(2_500);
      await both;
      await refused(new Blob(['c']), 1, told, never);
      expect(slices).toEqual(['a', 'b', 'c']);
    });
  });

  describe('and a file that is never read', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('gives it up after a minute; the other files go on in a new worker', async () => {
      const { hash, workers } = start();
      const dead = hash(new Blob(['a']), 1, ignore, never).catch((error: unknown) => error);
      const slow = hash(new Blob(['bc']), 1, ignore, never);
      for (let second = 0; second < 60; second += 10) {
        workers[0]?.say({ id: 2, kind: 'progress', hashedBytes: second });
        await jest.advanceTimersByTimeAsync(10_000);
      }
      expect(await dead).toBeInstanceOf(UnreadableFile);
      expect(workers[0]?.isTerminated).toBe(true);
      expect(workers[1]?.orders).toEqual([expect.objectContaining({ id: 2, kind: 'hash' })]);
      workers[1]?.say({ id: 2, kind: 'done' });
      await expect(slow).resolves.toBeUndefined();
      expect(jest.getTimerCount()).toBe(0);
    });

    it('gives up in the page too', async () => {
      inPage.mockImplementation(() => new Promise(() => undefined));
      const refused = workerHash(() => {
        throw new DOMException('refused', 'SecurityError');
      }, inPage);
      const dead = refused(new Blob(['a']), 1, ignore, never).catch((error: unknown) => error);
      await jest.advanceTimersByTimeAsync(70_000);
      expect(await dead).toBeInstanceOf(UnreadableFile);
      expect(inPage.mock.lastCall?.[3].aborted).toBe(true);
    });

    it('waits for a slow one as long as it moves', async () => {
      const { hash, workers } = start();
      const slow = hash(new Blob(['a']), 1, ignore, never);
      for (let minute = 0; minute < 10; minute += 1) {
        await jest.advanceTimersByTimeAsync(50_000);
        workers[0]?.say({ id: 1, kind: 'progress', hashedBytes: minute });
      }
      workers[0]?.say({ id: 1, kind: 'done' });
      await expect(slow).resolves.toBeUndefined();
      expect(workers).toHaveLength(1);
    });
  });
});
