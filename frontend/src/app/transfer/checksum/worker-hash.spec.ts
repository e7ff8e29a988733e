/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { UnreadableFile } from '../ports.ts';
import { workerHash, type HashAnswer, type HashOrder, type HashWorker } from './worker-hash.ts';

class FakeWorker implements HashWorker {
  readonly orders: HashOrder[] = [];
  readonly #listeners: { message: ((event: { data: HashAnswer }) => void)[]; error: (() => void)[] } = {
    message: [],
    error: [],
  };

  postMessage(order: HashOrder): void {
    this.orders.push(order);
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

function start() {
  const workers: FakeWorker[] = [];
  const hash = workerHash(() => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  });
  return { hash, workers };
}

describe('workerHash', () => {
  it('starts one worker for all files and gives each its own answer', async () => {
    const { hash, workers } = start();
    const heard: unknown[] = [];
    const listener = (name: string) => ({
      progress: (bytes: number) => heard.push([name, bytes]),
      slice: (crc64nvme: string) => heard.push([name, crc64nvme]),
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
    expect([heard, workers.length]).toEqual([
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

  it('starts a new worker after one crashed', async () => {
    const { hash, workers } = start();
    const lost = hash(new Blob(['a']), 1, ignore, never);
    workers[0]?.crash();
    await expect(lost).rejects.toThrow('stopped');
    const next = hash(new Blob(['b']), 1, ignore, never);
    workers[1]?.say({ id: 2, kind: 'done' });
    await expect(next).resolves.toBeUndefined();
  });
});
