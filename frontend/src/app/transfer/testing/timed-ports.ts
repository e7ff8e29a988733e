import type { PresignPutAnswer } from '@airlock/contract';

import type { PutAnswer, TransferPorts } from '../ports.ts';
import { FakeStore } from './fake-store.ts';

const crc64nvme = 'rosUhgp5mYg=';
const signed: PresignPutAnswer = { url: 'https://files.example/one', headers: {}, expiresAt: '' };

/** How long each step takes, in milliseconds. */
export interface StepTimes {
  /** From the first question to the first byte that the hashing worker reads. */
  readonly workerMs: number;
  /** One file, of which the worker hashes one after the other. */
  readonly hashMs: number;
  readonly callMs: number;
  readonly putMs: number;
}

interface Step {
  readonly atMs: number;
  readonly go: () => void;
}

/** Ports whose steps take known times, on a clock that goes on as soon as everything that follows from a step is done. */
export class TimedPorts {
  /** Number of files of each call that signs. */
  readonly calls: number[] = [];
  firstPutMs: number | undefined;
  nowMs = 0;
  readonly #times: StepTimes;
  readonly #steps: Step[] = [];
  #workerFreeMs: number;
  #isRunning = false;

  constructor(times: StepTimes) {
    this.#times = times;
    this.#workerFreeMs = times.workerMs;
  }

  get ports(): TransferPorts {
    const visit = new FakeStore().visit();
    return {
      ...visit,
      api: {
        ...visit.api,
        presignPut: async () => (await this.#call(1))[0] ?? signed,
        presignPutBatch: (files) => this.#call(files.length),
      },
      clock: { now: () => this.nowMs, wait: (ms) => this.#until(this.nowMs + ms) },
      hash: (_body, _sliceBytes, { slice }) => this.#hash(slice),
      put: () => this.#put(),
    };
  }

  async #call(count: number): Promise<PresignPutAnswer[]> {
    this.calls.push(count);
    await this.#until(this.nowMs + this.#times.callMs);
    return Array.from({ length: count }, () => signed);
  }

  async #hash(slice: (crc64nvme: string) => void): Promise<void> {
    this.#workerFreeMs = Math.max(this.#workerFreeMs, this.nowMs) + this.#times.hashMs;
    await this.#until(this.#workerFreeMs);
    slice(crc64nvme);
  }

  async #put(): Promise<PutAnswer> {
    this.firstPutMs ??= this.nowMs;
    await this.#until(this.nowMs + this.#times.putMs);
    return { status: 200, crc64nvme };
  }

  #until(atMs: number): Promise<undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#steps.push({ atMs, go: () => resolve(undefined) });
    if (!this.#isRunning) void this.#run();
    return promise;
  }

  /** Does one step after the other, and what follows from each before the next. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#steps.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#steps.sort((one, other) => one.atMs - other.atMs);
      const step = this.#steps.shift();
      this.nowMs = step?.atMs ?? this.nowMs;
      step?.go();
    }
    this.#isRunning = false;
  }
}
