import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { createHashSet, type Digests, type HashName } from './hash-set.ts';
import type { HashAnswer, HashOrder } from './hash-worker.ts';

/** Hashes one body, piece by piece. */
export interface HashJob {
  /** Hashes a block. Resolves when the block has been read and may be overwritten. Several blocks may be in flight. */
  update(block: Uint8Array): Promise<void>;
  digest(): Promise<Digests>;
  /** Ends the job of a body that did not arrive completely. */
  cancel(): void;
}

interface Waiting {
  readonly resolve: (answer: HashAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hashes large bodies in threads of its own, because hashing costs more than everything else a PUT does; the main
 * thread goes on moving bytes. Threads start with the first large body, not with the server.
 */
export class HashPool {
  readonly #size = Math.max(1, Math.min(2, availableParallelism() - 1));
  readonly #threads: HashThread[] = [];
  #jobs = 0;

  start(names: readonly HashName[]): HashJob {
    this.#jobs += 1;
    const index = this.#jobs % this.#size;
    const thread = this.#threads[index] ?? new HashThread();
    this.#threads[index] = thread;
    return thread.start(this.#jobs, names);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
    this.#threads.length = 0;
  }
}

/** Limits the heap of a thread: it needs next to nothing, but without a limit it would let garbage gather. */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };

class HashThread {
  readonly #worker = new Worker(new URL('./hash-worker.ts', import.meta.url), {
    resourceLimits,
  });
  readonly #waiting = new Map<number, Waiting[]>();

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (answer: HashAnswer) => {
      this.#waiting.get(answer.job)?.shift()?.resolve(answer);
    });
    this.#worker.on('error', (error: Error) => {
      for (const { reject } of [...this.#waiting.values()].flat()) reject(error);
      this.#waiting.clear();
    });
  }

  start(job: number, names: readonly HashName[]): HashJob {
    this.#waiting.set(job, []);
    this.#send({ kind: 'start', job, names });
    return {
      update: async (block) => {
        await this.#ask({ kind: 'update', job, block });
      },
      digest: async () => {
        const { digests } = await this.#ask({ kind: 'digest', job });
        this.#waiting.delete(job);
        return digests ?? {};
      },
      cancel: () => {
        this.#waiting.delete(job);
        this.#send({ kind: 'cancel', job });
      },
    };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(order: HashOrder): Promise<HashAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(order.job)?.push({ resolve, reject });
      this.#send(order);
    });
  }

  #send(order: HashOrder): void {
    this.#worker.postMessage(order);
  }
}

/** Hashes a small body in this thread: a message to another thread and back would cost more than the hashing. */
export async function hashInline(names: readonly HashName[]): Promise<HashJob> {
  const hashes = await createHashSet(names);
  return {
    update: (block) => {
      hashes.update(block);
      return Promise.resolve();
    },
    digest: () => Promise.resolve(hashes.digest()),
    cancel: () => undefined,
  };
}
