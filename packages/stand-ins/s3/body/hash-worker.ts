import { parentPort } from 'node:worker_threads';

import { createHashSet, type Digests, type HashName, type HashSet } from './hash-set.ts';

/**
 * A message to the worker. Blocks are shared memory: the sender leaves them alone until the answer to `update` has
 * come.
 */
export type HashOrder =
  | { readonly kind: 'start'; readonly job: number; readonly names: readonly HashName[] }
  | { readonly kind: 'update'; readonly job: number; readonly block: Uint8Array }
  | { readonly kind: 'digest'; readonly job: number }
  | { readonly kind: 'cancel'; readonly job: number };

/** A message from the worker: one answer to each `update` and `digest`, in their order within a job. */
export interface HashAnswer {
  readonly job: number;
  readonly digests?: Digests;
}

const jobs = new Map<number, Promise<HashSet>>();

async function follow(order: HashOrder): Promise<void> {
  if (order.kind === 'start') {
    jobs.set(order.job, createHashSet(order.names));
    return;
  }
  const hashes = await jobs.get(order.job);
  if (order.kind === 'cancel' || !hashes) {
    jobs.delete(order.job);
  } else if (order.kind === 'update') {
    hashes.update(order.block);
    answer({ job: order.job });
  } else {
    jobs.delete(order.job);
    answer({ job: order.job, digests: hashes.digest() });
  }
}

const answer = (message: HashAnswer) => parentPort?.postMessage(message);

parentPort?.on('message', (order: HashOrder) => void follow(order));
