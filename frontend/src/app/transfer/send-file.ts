import type { PresignPutAnswer, PresignPutRequest } from '@airlock/contract';

import { CallFailure, type PutAnswer, type StoredFile, type TransferPorts } from './ports.ts';
import { decide, maxTries, type Decision, type StepFailure } from './retry.ts';
import type { FailureReason, UploadState } from './upload-state.ts';

/** From this size on it is worth asking whether the name is free before the bytes are sent: S3 may say so only after. */
const lookFirstBytes = 8 * 1024 * 1024;

export interface Sending {
  ports: TransferPorts;
  file: Blob;
  request: PresignPutRequest;
  signal: AbortSignal;
  report: (state: UploadState) => void;
}

export type SendResult = Extract<UploadState, { kind: 'done' | 'conflict' | 'failed' }>;

/** Ends the sending from inside a step. */
class GivenUp extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message = '') {
    super(message);
    this.reason = reason;
  }
}

/**
 * Sends one hashed file: signs, puts, and after a failure does what `decide` says until the file is stored, the name
 * turns out to be taken, or nothing can heal it. Rejects with the signal's reason when cancelled.
 */
export async function sendFile(sending: Sending): Promise<SendResult> {
  try {
    return await new FileSending(sending).run();
  } catch (error) {
    sending.signal.throwIfAborted();
    if (!(error instanceof GivenUp)) throw error;
    return { kind: 'failed', reason: error.reason, ...(error.message && { detail: error.message }) };
  }
}

class FileSending {
  readonly #sending: Sending;
  #request: PresignPutRequest;
  #failed = 0;
  #signedAgain = false;
  /** A PUT went unanswered: what is stored under the name now may be ours. */
  #answerLost = false;

  constructor(sending: Sending) {
    this.#sending = sending;
    this.#request = sending.request;
  }

  async run(): Promise<SendResult> {
    if (this.#request.replaces === undefined && this.#request.sizeBytes >= lookFirstBytes) {
      const stored = await this.#look();
      if (stored) return this.#taken(stored);
    }
    for (;;) {
      const answer = await this.#put(await this.#sign());
      if (answer.status === 200) {
        return { kind: 'done', verified: answer.crc64nvme === this.#request.crc64nvme };
      }
      const ended = await this.#after(this.#decide({ step: 'put', ...answer }));
      if (ended) return ended;
    }
  }

  #decide(failure: StepFailure): Decision {
    const tries = { failed: this.#failed, signedAgain: this.#signedAgain };
    return decide(failure, tries, this.#sending.ports.random);
  }

  #sign(): Promise<PresignPutAnswer> {
    const { ports, report, signal } = this.#sending;
    report({ kind: 'signing' });
    return this.#call(() => ports.api.presignPut(this.#request, signal));
  }

  #put(signed: PresignPutAnswer): Promise<PutAnswer> {
    const { ports, file, report, signal } = this.#sending;
    report({ kind: 'sending', sentBytes: 0 });
    return ports.put(signed, file, (sentBytes) => report({ kind: 'sending', sentBytes }), signal);
  }

  #look(): Promise<StoredFile | undefined> {
    const { ports, report, signal } = this.#sending;
    report({ kind: 'checking' });
    return this.#call(() => ports.api.look(this.#request.path, signal));
  }

  /** `undefined`: try once more. */
  async #after(decision: Decision): Promise<SendResult | undefined> {
    switch (decision.kind) {
      case 'retry':
        return this.#pause(decision.afterMs);
      case 'sign-again':
        this.#signedAgain = true;
        return undefined;
      case 'gone':
        // What should be replaced was deleted meanwhile: creating it overwrites nothing.
        delete this.#request.replaces;
        return undefined;
      case 'ask':
        return this.#afterLostAnswer(decision.afterMs);
      case 'exists':
        return this.#afterExists();
      case 'fail':
        await this.#mustBeReadable();
        throw new GivenUp(decision.reason);
    }
  }

  async #afterLostAnswer(afterMs: number): Promise<SendResult | undefined> {
    // A file that changed on disk fails exactly like a lost connection, so read one byte before blaming the network.
    await this.#mustBeReadable();
    this.#answerLost = true;
    await this.#pause(afterMs);
    const stored = await this.#look();
    const notYetReplaced = stored !== undefined && stored.etag === this.#request.replaces && !this.#isOurs(stored);
    return stored && !notYetReplaced ? this.#taken(stored) : undefined;
  }

  async #afterExists(): Promise<SendResult | undefined> {
    const stored = await this.#look();
    if (stored) return this.#taken(stored);
    // Deleted between the two requests. Bounded, should the two ever keep disagreeing.
    if (this.#failed >= maxTries) throw new GivenUp('unavailable');
    this.#failed += 1;
    delete this.#request.replaces;
    return undefined;
  }

  #taken(stored: StoredFile): SendResult {
    const identical = this.#isOurs(stored);
    if (identical && this.#answerLost) return { kind: 'done', verified: true };
    return { kind: 'conflict', etag: stored.etag, identical };
  }

  #isOurs({ crc64nvme, sizeBytes }: StoredFile): boolean {
    return crc64nvme === this.#request.crc64nvme && sizeBytes === this.#request.sizeBytes;
  }

  /** Repeats a call of the API while its failures are passing ones. */
  async #call<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        const decision = this.#decide({ step: 'call', code: error.code });
        if (decision.kind !== 'retry') {
          throw new GivenUp(decision.kind === 'fail' ? decision.reason : 'unexpected', error.message);
        }
        await this.#pause(decision.afterMs);
      }
    }
  }

  /** Waits before the next try. Being offline costs no try: it only ends when the network is back. */
  async #pause(afterMs: number): Promise<undefined> {
    const { ports, report, signal } = this.#sending;
    if (!ports.network.isUp()) {
      report({ kind: 'offline' });
      return ports.network.up(signal).then(() => undefined);
    }
    this.#failed += 1;
    report({ kind: 'retrying', atMs: ports.clock.now() + afterMs });
    return ports.clock.wait(afterMs, signal).then(() => undefined);
  }

  async #mustBeReadable(): Promise<void> {
    const { file } = this.#sending;
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      throw new GivenUp('unreadable');
    }
  }
}
