import { maxPartsToSign, type PresignPartsAnswer } from '@airlock/contract';

import type { SignedRequest } from '../ports.ts';
import type { PartsRun } from './parts-run.ts';

export interface SignedPart extends SignedRequest {
  partNumber: number;
  /** Number of the call that signed the part. Parts that were signed together expire together. */
  batch: number;
}

export const firstBatch = 4;
const growth = 4;
/**
 * Time in milliseconds within which signed parts should be sent, so that a pause or a slow connection wastes few URLs.
 */
const aheadMs = 3 * 60_000;
/** Number of parts that are prepared before the speed is known: the first batch and the next one. */
const firstAhead = firstBatch + growth * firstBatch;
/** Number of parts that hashing may be ahead of the pace of sending, so that neither waits for the other. */
const headStart = 2 * firstBatch;

/**
 * Signs hashed parts in batches just before they are sent. A batch is due when the signed parts run out. It grows from
 * 4 to 100 parts as long as the connection is fast enough to send it within three minutes.
 */
export class PartSigner {
  readonly #run: PartsRun;
  /**
   * Numbers of the parts that are hashed and not signed, in ascending order. Parts that are being signed are included.
   */
  #hashed: number[] = [];
  #signed: SignedPart[] = [];
  #batchSize = firstBatch;
  #batch = 0;
  #lastSize = 0;
  #latencyMs = 0;
  #allOffered = false;

  constructor(run: PartsRun) {
    this.#run = run;
  }

  offer(partNumber: number): void {
    this.#hashed.push(partNumber);
  }

  /** Must be called when all parts are hashed and offered. */
  allOffered(): void {
    this.#allOffered = true;
  }

  /**
   * Whether hashing should continue. It follows the pace of sending, so that a batch is ready while the previous one is
   * being sent. Hashing everything at once would slow down sending now and leave the processor idle later, and the disk
   * would be read twice.
   */
  get needsMoreHashed(): boolean {
    if (this.#run.rate === undefined) return this.#hashed.length + this.#signed.length < firstAhead;
    const onItsWay = 1 - this.#signed.length / this.#lastSize;
    return this.#hashed.length < headStart + this.#size * onItsWay;
  }

  get hasSigned(): boolean {
    return this.#signed.length > 0;
  }

  take(): SignedPart | undefined {
    return this.#signed.shift();
  }

  /** Takes back a part that was not sent. Its URL is still valid. */
  giveBack(part: SignedPart): void {
    this.#signed.unshift(part);
    this.#run.changed.notifyAll();
  }

  /** Signs a part again whose URL has expired, and also all parts that were signed before it or together with it. */
  signAgain(part: SignedPart): void {
    const expired = this.#signed.filter(({ batch }) => batch <= part.batch);
    this.#signed = this.#signed.filter(({ batch }) => batch > part.batch);
    this.#hashed.unshift(...[part, ...expired].map(({ partNumber }) => partNumber));
    this.#run.changed.notifyAll();
  }

  async signParts(): Promise<void> {
    const { changed, signal, task } = this.#run;
    for (;;) {
      await changed.waitUntil(() => task.ledger.isStored || this.#isDue(), signal);
      if (task.ledger.isStored) return;
      const partNumbers = this.#hashed.slice(0, this.#size);
      // The record is saved first: if the browser is killed now, the record knows what was about to be sent.
      await task.save();
      const { parts } = await this.#ask(partNumbers);
      this.#batch += 1;
      this.#lastSize = partNumbers.length;
      const byNumber = new Map(parts.map((part) => [part.partNumber, part]));
      this.#hashed = this.#hashed.filter((partNumber) => !partNumbers.includes(partNumber));
      for (const partNumber of partNumbers) {
        const part = byNumber.get(partNumber);
        if (!part) throw new Error(`Part ${partNumber} was not signed.`);
        this.#signed.push({ ...part, batch: this.#batch });
      }
      this.#batchSize = Math.min(maxPartsToSign, this.#batchSize * growth);
      changed.notifyAll();
    }
  }

  async #ask(partNumbers: readonly number[]): Promise<PresignPartsAnswer> {
    const { task, signal, obstacle } = this.#run;
    const { calls, ledger, uploadId, path, context } = task;
    const parts = partNumbers.map((partNumber) => {
      const crc64nvme = ledger.checksum(partNumber);
      if (crc64nvme === undefined) throw new Error(`Part ${partNumber} is not hashed.`);
      return { partNumber, crc64nvme };
    });
    const request = { uploadId, path, sizeBytes: ledger.sizeBytes, parts };
    const startedMs = context.ports.clock.now();
    const answer = await calls.call((api) => api.presignParts(request, signal), { signal, obstacle });
    this.#latencyMs = context.ports.clock.now() - startedMs;
    return answer;
  }

  get #sendableAhead(): number {
    const { rate } = this.#run;
    return rate === undefined ? firstBatch : Math.max(firstBatch, Math.floor(rate * aheadMs));
  }

  get #size(): number {
    return Math.min(this.#batchSize, this.#sendableAhead);
  }

  #isDue(): boolean {
    if (this.#hashed.length === 0) return false;
    // The next batch must be signed before the signed parts run out.
    const soon = 1 + Math.ceil((this.#run.rate ?? 0) * this.#latencyMs * 2);
    if (this.#signed.length > soon) return false;
    // A small batch is better than an idle connection.
    if (this.#hashed.length >= firstBatch || this.#allOffered) return true;
    return this.#signed.length === 0 && this.#run.inFlight.size <= 1 && this.#batch > 0;
  }
}
