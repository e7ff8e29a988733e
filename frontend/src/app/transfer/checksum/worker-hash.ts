import { UnreadableFile, type HashListener, type TransferPorts } from '../ports.ts';

export type HashOrder = { id: number; kind: 'hash'; blob: Blob; sliceBytes: number } | { id: number; kind: 'stop' };
export type HashAnswer = { id: number } & (
  | { kind: 'progress'; hashedBytes: number }
  | { kind: 'slice'; crc64nvme: string }
  | { kind: 'done' }
  | { kind: 'failed'; unreadable: boolean }
);

/** The members of `Worker` that are used here. Tests pass an implementation of their own. */
export interface HashWorker {
  postMessage(order: HashOrder): void;
  addEventListener(type: 'message', listener: (event: { data: HashAnswer }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

interface Order {
  heard: HashListener;
  resolve(): void;
  /** Rejects the order and tells the worker to stop working on it. */
  stop(error: Error): void;
  reject(error: Error): void;
  /** Removes the listener of this order from the signal. One signal may serve thousands of orders. */
  ended(): void;
}

/**
 * Returns a hash function that works in one worker, so that the page stays smooth at full speed. The worker is started
 * with the first file.
 */
export function workerHash(start: () => HashWorker): TransferPorts['hash'] {
  const orders = new Map<number, Order>();
  let worker: HashWorker | undefined;
  let lastId = 0;
  const running = (): HashWorker => (worker ??= listen(start(), orders, () => (worker = undefined)));

  return (blob, sliceBytes, heard, signal) => {
    signal.throwIfAborted();
    const id = ++lastId;
    const current = running();
    return new Promise((resolve, reject) => {
      const stop = (error: Error) => {
        current.postMessage({ id, kind: 'stop' });
        take(orders, id)?.reject(error);
      };
      const aborted = () => stop(signal.reason as Error);
      orders.set(id, { heard, resolve, stop, reject, ended: () => signal.removeEventListener('abort', aborted) });
      signal.addEventListener('abort', aborted);
      current.postMessage({ id, kind: 'hash', blob, sliceBytes });
    });
  };
}

function listen(worker: HashWorker, orders: Map<number, Order>, stopped: () => void): HashWorker {
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'progress') orders.get(data.id)?.heard.progress(data.hashedBytes);
    else if (data.kind === 'slice') hearSlice(orders.get(data.id), data.crc64nvme);
    else if (data.kind === 'done') take(orders, data.id)?.resolve();
    else if (data.unreadable) take(orders, data.id)?.reject(new UnreadableFile('The file can no longer be read.'));
    else take(orders, data.id)?.reject(new Error('Hashing failed.'));
  });
  worker.addEventListener('error', () => {
    stopped();
    for (const id of [...orders.keys()]) take(orders, id)?.reject(new Error('The hashing worker stopped.'));
  });
  return worker;
}

function hearSlice(order: Order | undefined, crc64nvme: string): void {
  try {
    order?.heard.slice(crc64nvme);
  } catch (error) {
    order?.stop(error as Error);
  }
}

function take(orders: Map<number, Order>, id: number): Order | undefined {
  const order = orders.get(id);
  orders.delete(id);
  order?.ended();
  return order;
}
