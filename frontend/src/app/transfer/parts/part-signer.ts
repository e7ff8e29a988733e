import { maxPartsToSign, type PresignPartsAnswer } from '@airlock/contract';

import type { SignedRequest } from '../ports.ts';
import type { PartsRun } from './parts-run.ts';

export interface SignedPart extends SignedRequest {
  partNumber: number;
  /** Of which call it came: parts signed together expire together. */
  batch: number;
}

const firstBatch = 4;
const growth = 4;
/** What is signed should be sent within this time: a pause or a slow link must not waste URLs. */
const aheadMs = 3 * 60_000;
/** Hashed before the speed is known. */
const firstAhead = 32;
const mostAhead = 2 * maxPartsToSign;

/**
 * Signs hashed parts in batches just before they are sent. A batch is due when the signed parts run out; it grows from 4
 * to 100 as long as the link is fast enough to send it within three minutes.
 */
export class PartSigner {
  readonly #run: PartsRun;
  /** Hashed, ascending, not signed. */
  readonly #hashed: number[] = [];
  #signed: SignedPart[] = [];
  #batchSize = firstBatch;
  #batch = 0;
  #latencyMs = 0;
  #allOffered = false;

  constructor(run: PartsRun) {
    this.#run = run;
  }

  offer(partNumber: number): void {
    this.#hashed.push(partNumber);
  }

  /** There is nothing left to hash. */
  allOffered(): void {
    this.#allOffered = true;
  }

  /** Whether hashing should go on: far enough ahead to fill a batch, not through the whole file at once. */
  get wantsMore(): boolean {
    const ahead = Math.min(mostAhead, Math.max(firstAhead, 2 * this.#sendableAhead));
    return this.#hashed.length + this.#signed.length < ahead;
  }

  get hasSigned(): boolean {
    return this.#signed.length > 0;
  }

  take(): SignedPart | undefined {
    return this.#signed.shift();
  }

  /** Not sent yet after all; its URL is still good. */
  giveBack(part: SignedPart): void {
    this.#signed.unshift(part);
    this.#run.bell.ring();
  }

  /** Refused as expired: those signed before or together with it are no better. */
  signAgain(part: SignedPart): void {
    const expired = this.#signed.filter(({ batch }) => batch <= part.batch);
    this.#signed = this.#signed.filter(({ batch }) => batch > part.batch);
    this.#hashed.unshift(...[part, ...expired].map(({ partNumber }) => partNumber));
    this.#run.bell.ring();
  }

  async signParts(): Promise<void> {
    const { bell, signal, order } = this.#run;
    for (;;) {
      await bell.until(() => order.ledger.isStored || this.#isDue(), signal);
      if (order.ledger.isStored) return;
      const partNumbers = this.#hashed.splice(0, this.#size);
      // First the record: should the browser die now, it knows what was about to be sent.
      await order.save();
      const { parts } = await this.#ask(partNumbers);
      this.#batch += 1;
      const byNumber = new Map(parts.map((part) => [part.partNumber, part]));
      for (const partNumber of partNumbers) {
        const part = byNumber.get(partNumber);
        if (!part) throw new Error(`Part ${partNumber} was not signed.`);
        this.#signed.push({ ...part, batch: this.#batch });
      }
      this.#batchSize = Math.min(maxPartsToSign, this.#batchSize * growth);
      bell.ring();
    }
  }

  async #ask(partNumbers: readonly number[]): Promise<PresignPartsAnswer> {
    const { order, signal, obstacle } = this.#run;
    const { calls, ledger, uploadId, path, traffic } = order;
    const parts = partNumbers.map((partNumber) => {
      const crc64nvme = ledger.checksum(partNumber);
      if (crc64nvme === undefined) throw new Error(`Part ${partNumber} is not hashed.`);
      return { partNumber, crc64nvme };
    });
    const request = { uploadId, path, sizeBytes: ledger.sizeBytes, parts };
    const startedMs = traffic.ports.clock.now();
    const answer = await calls.call((api) => api.presignParts(request, signal), { signal, obstacle });
    this.#latencyMs = traffic.ports.clock.now() - startedMs;
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
    // The next batch must be there before the signed parts run out.
    const soon = 1 + Math.ceil((this.#run.rate ?? 0) * this.#latencyMs * 2);
    if (this.#signed.length > soon) return false;
    if (this.#hashed.length >= this.#size || this.#allOffered) return true;
    // Better a small batch than an idle line.
    return this.#signed.length === 0 && this.#run.underWay.size <= 1 && this.#batch > 0;
  }
}
