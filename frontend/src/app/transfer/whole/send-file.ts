import type { PresignPutRequest } from '@airlock/contract';

import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { Attempts } from '../requests/attempts.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { hashBlob } from '../checksum/hash-blob.ts';
import type { PutAnswer, StoredFile } from '../ports.ts';
import { assertReadable } from '../requests/assert-readable.ts';
import { progressReporter } from '../requests/progress-reporter.ts';
import type { SignedFile } from '../requests/put-signer.ts';
import { maxTries, type Decision } from '../requests/retry.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { until } from '../until.ts';
import type { SendResult, UploadState } from '../upload-state.ts';

/**
 * Size in bytes from which on the page asks whether the name is free before it sends the bytes. S3 may report a name
 * that already exists only after the bytes.
 */
const checkFirstBytes = 8 * 1024 * 1024;

/** What `sendFile` is given: the file, the request to sign, and what may be stored already. */
export interface SendFileOptions {
  context: TransferContext;
  calls: ApiCalls;
  file: Blob;
  request: PresignPutRequest;
  signal: AbortSignal;
  report: (state: UploadState) => void;
  /** Whether a request with the bytes was in flight before. The file that is stored under the name may then be ours. */
  mayBeStored?: boolean;
  /** Whether to ask what is stored before the bytes are sent, however few they are. */
  isProbablyStored?: boolean;
  /** Called when the file has asked for its signature, or when it will not ask soon. */
  prepared?: () => void;
}

/**
 * Sends one hashed file with one request: signs the request, sends it, and after a failure does what `decide` says
 * until the file is stored, the name turns out to exist already, or the upload cannot succeed. Rejects with the
 * signal's reason when the signal fires.
 */
export async function sendFile(sending: SendFileOptions): Promise<SendResult> {
  try {
    return await new FileSending(sending).run();
  } catch (error) {
    sending.signal.throwIfAborted();
    if (!(error instanceof UploadFailure)) throw error;
    return error.state;
  }
}

class FileSending {
  readonly #sending: SendFileOptions;
  readonly #attempts: Attempts;
  readonly #terms: CallOptions;
  #request: PresignPutRequest;
  #vanished = 0;
  /** Whether a PUT had no answer. The file that is stored under the name may then be ours. */
  #answerLost: boolean;

  constructor(sending: SendFileOptions) {
    const { context, signal, report, mayBeStored = false } = sending;
    this.#answerLost = mayBeStored;
    const { report: tell, obstacle } = progressReporter(report);
    this.#sending = { ...sending, report: tell };
    this.#request = sending.request;
    this.#attempts = new Attempts(context, context.s3BackOff);
    this.#terms = { signal, obstacle };
  }

  async run(): Promise<SendResult> {
    const checksFirst = this.#sending.isProbablyStored || this.#request.sizeBytes >= checkFirstBytes;
    if (this.#request.replaces === undefined && checksFirst) {
      const stored = await this.#describeStored();
      if (stored) return this.#taken(stored);
    }
    for (;;) {
      const answer = await this.#send();
      if (answer === undefined) continue;
      if (answer.status === 200) {
        this.#sending.context.reachability.noteAnswer();
        return { kind: 'done', verified: answer.crc64nvme === this.#request.crc64nvme };
      }
      const ended = await this.#after(this.#attempts.afterFailure({ step: 'put', ...answer }));
      if (ended) return ended;
    }
  }

  /** Signs and sends the file. Resolves with `undefined` when it must be signed again, and nothing of it is stored. */
  async #send(): Promise<PutAnswer | undefined> {
    const signed = await this.#sign();
    try {
      const { context, signal } = this.#sending;
      const put = () => this.#put(signed);
      if (signed.dualStack) return await context.dualStack.sendLimit.run(put, signal);
      return await context.wholeLimit.run(() => context.sendLimit.run(put, signal), signal);
    } finally {
      signed.over();
    }
  }

  #sign(): Promise<SignedFile> {
    const { calls, context, prepared, report, signal } = this.#sending;
    report({ kind: 'signing' });
    return calls.call(async () => {
      // The server may take long to delete the file of this name. A file that is stopped does not wait for that.
      await until(context.ports.pathSettled(this.#request.path), signal);
      const signing = context.putSigner.sign(calls.userId, { ...this.#request }, signal);
      prepared?.();
      return signing;
    }, this.#terms);
  }

  async #put(signed: SignedFile): Promise<PutAnswer | undefined> {
    const { context, file, report, signal } = this.#sending;
    const { clock, put } = context.ports;
    await this.#attempts.start(signal);
    const startedMs = clock.now();
    const { dualStack } = signed;
    if (startedMs > signed.goodUntilMs || dualStack?.isLost()) return undefined;
    signed.taken();
    report({ kind: 'sending', sentBytes: 0 });
    const send = (until: AbortSignal) =>
      put(signed.request, file, (sentBytes) => report({ kind: 'sending', sentBytes }), until);
    const answer = await (dualStack ? dualStack.send(send, signal) : send(signal));
    // What is refused at one endpoint may be allowed at the other, to which a network may lead on another way.
    if (dualStack && answer.status === 403) return undefined;
    const limit = dualStack ? context.dualStack.sendLimit : context.sendLimit;
    if (answer.status === 200) limit.noteSent(clock.now() - startedMs);
    return answer;
  }

  #describeStored(): Promise<StoredFile | undefined> {
    const { calls, context, prepared, report, signal } = this.#sending;
    prepared?.();
    report({ kind: 'checking' });
    const ask = () => calls.call((api) => api.describeFile(this.#request.path, signal), this.#terms);
    return context.questionLimit.run(ask, signal);
  }

  /** Acts on a decision. Resolves with the result, or with `undefined` when the request must be repeated. */
  async #after(decision: Decision): Promise<SendResult | undefined> {
    switch (decision.kind) {
      case 'retry':
        await this.#pause(decision);
        return undefined;
      case 'sign-again':
        return undefined;
      case 'gone':
        // The file to replace was deleted meanwhile, so creating it overwrites nothing.
        delete this.#request.replaces;
        return undefined;
      case 'ask':
        return this.#afterLostAnswer(decision);
      case 'read-again':
        await this.#pause(decision);
        return this.#mustBeSame();
      case 'exists':
        return this.#afterExists();
      default:
        await assertReadable(this.#sending.file);
        throw new UploadFailure(decision.kind === 'fail' ? decision.reason : 'refused');
    }
  }

  async #afterLostAnswer(decision: Extract<Decision, { kind: 'ask' }>): Promise<SendResult | undefined> {
    this.#answerLost = true;
    await this.#pause(decision);
    const stored = await this.#describeStored();
    const notYetReplaced = stored !== undefined && stored.etag === this.#request.replaces && !this.#isOurs(stored);
    return stored && !notYetReplaced ? this.#taken(stored) : undefined;
  }

  async #afterExists(): Promise<SendResult | undefined> {
    const stored = await this.#describeStored();
    if (stored) return this.#taken(stored);
    // The file was deleted between the two requests. The count is limited, in case the two requests disagree for ever.
    this.#vanished += 1;
    if (this.#vanished > maxTries) throw new UploadFailure('unavailable');
    delete this.#request.replaces;
    return undefined;
  }

  #taken(stored: StoredFile): SendResult {
    if (!this.#isOurs(stored)) return { kind: 'conflict', etag: stored.etag };
    return this.#answerLost ? { kind: 'done', verified: true } : { kind: 'skipped', identical: true };
  }

  #isOurs({ crc64nvme, sizeBytes }: StoredFile): boolean {
    return crc64nvme === this.#request.crc64nvme && sizeBytes === this.#request.sizeBytes;
  }

  async #pause(decision: Extract<Decision, { afterMs: number }>): Promise<void> {
    await assertReadable(this.#sending.file);
    await this.#attempts.pause(decision, this.#terms.obstacle, this.#sending.signal);
  }

  /**
   * Hashes the file again, because S3 received other bytes than announced. Rejects when the file has changed; otherwise
   * the bytes were damaged on the way.
   */
  async #mustBeSame(): Promise<undefined> {
    const { context, file, signal } = this.#sending;
    const now = await hashBlob(context, file, { signal });
    if (now !== this.#request.crc64nvme) throw new UploadFailure('changed');
  }
}
