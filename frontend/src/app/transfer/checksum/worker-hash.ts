import { UnreadableFile, type TransferPorts } from '../ports.ts';

export type HashOrder = { id: number; kind: 'hash'; blob: Blob } | { id: number; kind: 'stop' };
export type HashAnswer = { id: number } & (
  | { kind: 'progress'; hashedBytes: number }
  | { kind: 'done'; crc64nvme: string }
  | { kind: 'failed'; unreadable: boolean }
);

/** What of a Worker is needed; tests pass their own. */
export interface HashWorker {
  postMessage(order: HashOrder): void;
  addEventListener(type: 'message', listener: (event: { data: HashAnswer }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

interface Order {
  progress(hashedBytes: number): void;
  resolve(crc64nvme: string): void;
  reject(error: Error): void;
  /** One signal may see thousands of orders: each takes its listener away with it. */
  ended(): void;
}

/** Hashes in one worker, started at the first file, so that the page stays smooth at full speed. */
export function workerHash(start: () => HashWorker): TransferPorts['hash'] {
  const orders = new Map<number, Order>();
  let worker: HashWorker | undefined;
  let lastId = 0;
  const running = (): HashWorker => (worker ??= listen(start(), orders, () => (worker = undefined)));

  return (blob, progress, signal) => {
    signal.throwIfAborted();
    const id = ++lastId;
    const current = running();
    return new Promise((resolve, reject) => {
      const stop = () => {
        current.postMessage({ id, kind: 'stop' });
        take(orders, id)?.reject(signal.reason as Error);
      };
      orders.set(id, { progress, resolve, reject, ended: () => signal.removeEventListener('abort', stop) });
      signal.addEventListener('abort', stop);
      current.postMessage({ id, kind: 'hash', blob });
    });
  };
}

function listen(worker: HashWorker, orders: Map<number, Order>, stopped: () => void): HashWorker {
  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'progress') orders.get(data.id)?.progress(data.hashedBytes);
    else if (data.kind === 'done') take(orders, data.id)?.resolve(data.crc64nvme);
    else if (data.unreadable) take(orders, data.id)?.reject(new UnreadableFile('The file can no longer be read.'));
    else take(orders, data.id)?.reject(new Error('Hashing failed.'));
  });
  worker.addEventListener('error', () => {
    stopped();
    for (const id of [...orders.keys()]) take(orders, id)?.reject(new Error('The hashing worker stopped.'));
  });
  return worker;
}

function take(orders: Map<number, Order>, id: number): Order | undefined {
  const order = orders.get(id);
  orders.delete(id);
  order?.ended();
  return order;
}
