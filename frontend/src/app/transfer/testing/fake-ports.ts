import type { PresignPutAnswer, PresignPutRequest } from '@airlock/contract';

import type { PutAnswer, StoredFile, TransferPorts } from '../ports.ts';

interface Questions {
  sign: PresignPutRequest;
  look: string;
  put: { signed: PresignPutAnswer; body: Blob; progress: (bytes: number) => void };
  hash: { body: Blob; progress: (bytes: number) => void };
  wait: number;
  up: undefined;
}

interface Answers {
  sign: PresignPutAnswer;
  look: StoredFile | undefined;
  put: PutAnswer;
  hash: string;
  wait: undefined;
  up: undefined;
}

type Kind = keyof Questions;

/** One call that the engine made and that waits for its answer. */
export interface Call<K extends Kind> {
  question: Questions[K];
  answer(value: Answers[K]): void;
  fail(error: Error): void;
}

export const signedPut: PresignPutAnswer = {
  url: 'https://files.example/one?X-Amz-Signature=1',
  headers: { 'content-type': 'text/plain', 'if-none-match': '*' },
  expiresAt: '2026-11-24T12:00:00.000Z',
};

/** Ports that answer only when the test says so, call by call, in the order the engine made them. */
export class FakePorts implements TransferPorts {
  online = true;
  readonly #made = new Map<Kind, unknown[]>();
  readonly #awaited = new Map<Kind, ((call: unknown) => void)[]>();

  readonly sign: TransferPorts['sign'] = (request, signal) => this.#ask('sign', request, signal);
  readonly look: TransferPorts['look'] = (path, signal) => this.#ask('look', path, signal);
  readonly put: TransferPorts['put'] = (signed, body, progress, signal) =>
    this.#ask('put', { signed, body, progress }, signal);
  readonly hash: TransferPorts['hash'] = (body, progress, signal) => this.#ask('hash', { body, progress }, signal);
  readonly network: TransferPorts['network'] = {
    isUp: () => this.online,
    up: (signal) => this.#ask('up', undefined, signal),
  };
  readonly clock: TransferPorts['clock'] = { now: () => 0, wait: (ms, signal) => this.#ask('wait', ms, signal) };
  readonly random = () => 0.5;

  /** The next call of this kind, as soon as it is made. */
  next<K extends Kind>(kind: K): Promise<Call<K>> {
    const made = this.#made.get(kind)?.shift();
    if (made) return Promise.resolve(made as Call<K>);
    return new Promise((resolve) => {
      this.#awaited.set(kind, [...(this.#awaited.get(kind) ?? []), resolve as (call: unknown) => void]);
    });
  }

  /** Calls made and not yet taken. */
  pending(kind: Kind): number {
    return this.#made.get(kind)?.length ?? 0;
  }

  #ask<K extends Kind>(kind: K, question: Questions[K], signal: AbortSignal): Promise<Answers[K]> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      const call: Call<K> = { question, answer: resolve, fail: reject };
      const awaited = this.#awaited.get(kind)?.shift();
      if (awaited) awaited(call);
      else this.#made.set(kind, [...(this.#made.get(kind) ?? []), call]);
    });
  }
}

/** Lets everything that is ready to run, run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
