import { Attempts } from '../requests/attempts.ts';
import { UploadFailure } from '../requests/upload-failure.ts';
import { listParts, UploadGone } from './list-parts.ts';
import { hashPart } from './part-hasher.ts';
import type { PartSigner, SignedPart } from './part-signer.ts';
import type { PartsRun } from './parts-run.ts';
import type { PutAnswer } from '../ports.ts';
import { assertReadable } from '../requests/assert-readable.ts';

interface Put {
  answer: PutAnswer;
  handedOver: number;
  tookMs: number;
}

/** Sends signed parts, as many at the same time as the shared limit allows. */
export class PartSender {
  readonly #run: PartsRun;
  readonly #signer: PartSigner;
  readonly #attempts = new Map<number, Attempts>();
  #list: Promise<unknown> = Promise.resolve();
  /**
   * The next list of parts. All callers that ask before it is requested share it. A list that was requested earlier may
   * be too old for them.
   */
  #nextList: Promise<ReadonlyMap<number, string>> | undefined;

  constructor(run: PartsRun, signer: PartSigner) {
    this.#run = run;
    this.#signer = signer;
  }

  async sendParts(): Promise<void> {
    const { changed, signal, task } = this.#run;
    const sending = new Set<Promise<void>>();
    try {
      for (;;) {
        await changed.waitUntil(() => task.ledger.isStored || this.#signer.hasSigned, signal);
        if (task.ledger.isStored) return;
        // A file waits for one place at a time and acquires a new one for each part, so that all files get fair turns.
        const release = await task.context.sendLimit.acquire(signal);
        const part = this.#signer.take();
        if (!part) {
          release();
          continue;
        }
        const sent = this.#send(part, release)
          .catch((error: unknown) => this.#run.stop(error))
          .finally(() => sending.delete(sent));
        sending.add(sent);
      }
    } finally {
      // The upload may be aborted on S3 after this, so no request of it may still be in flight.
      await Promise.all(sending);
    }
  }

  async #send(part: SignedPart, release: () => void): Promise<void> {
    const attempts = this.#attemptsOf(part);
    let put: Put;
    try {
      put = await this.#put(part, attempts);
    } finally {
      release();
    }
    const { answer, handedOver, tookMs } = put;
    if (answer.status === 200) {
      const { reachability, sendLimit } = this.#run.task.context;
      reachability.noteAnswer();
      sendLimit.noteSent(tookMs);
      this.#attempts.delete(part.partNumber);
      this.#run.stored(part.partNumber);
    } else {
      const sentAll = handedOver >= this.#run.task.ledger.sizeOf(part.partNumber);
      await this.#after(part, attempts, answer, sentAll);
    }
  }

  async #put(part: SignedPart, attempts: Attempts): Promise<Put> {
    const { task, inFlight, signal } = this.#run;
    const { clock, put } = task.context.ports;
    await attempts.start(signal);
    const startedMs = clock.now();
    let handedOver = 0;
    const progress = (sentBytes: number) => {
      handedOver = sentBytes;
      inFlight.set(part.partNumber, sentBytes);
      this.#run.report();
    };
    progress(0);
    try {
      const body = task.ledger.slice(task.file, part.partNumber);
      const answer = await put(part, body, progress, signal);
      return { answer, handedOver, tookMs: clock.now() - startedMs };
    } finally {
      inFlight.delete(part.partNumber);
    }
  }

  async #after(part: SignedPart, attempts: Attempts, answer: PutAnswer, sentAll: boolean): Promise<void> {
    const { task, signal, obstacle } = this.#run;
    const decision = attempts.afterFailure({ step: 'part', sentAll, ...answer });
    switch (decision.kind) {
      case 'sign-again':
        this.#signer.signAgain(part);
        break;
      case 'gone':
        throw new UploadGone();
      case 'retry':
      case 'ask':
      case 'read-again':
        await assertReadable(task.file);
        await attempts.pause(decision, obstacle, signal);
        if (decision.kind === 'read-again') await this.#mustBeSame(part);
        if (decision.kind === 'ask' && (await this.#arrived(part))) this.#run.stored(part.partNumber);
        else this.#signer.giveBack(part);
        break;
      default:
        await assertReadable(task.file);
        throw new UploadFailure(decision.kind === 'fail' ? decision.reason : 'refused', {
          partNumber: part.partNumber,
        });
    }
  }

  #attemptsOf({ partNumber }: SignedPart): Attempts {
    const { context } = this.#run.task;
    const attempts = this.#attempts.get(partNumber) ?? new Attempts(context, context.s3BackOff);
    this.#attempts.set(partNumber, attempts);
    return attempts;
  }

  async #mustBeSame({ partNumber }: SignedPart): Promise<void> {
    this.#run.task.ledger.hashed(partNumber, await hashPart(this.#run, partNumber));
  }

  /** Resolves with whether S3 has the part although its answer was lost. The part is then not sent again. */
  async #arrived({ partNumber }: SignedPart): Promise<boolean> {
    this.#nextList ??= this.#list.then(() => {
      this.#nextList = undefined;
      const listed = this.#listParts();
      this.#list = listed.catch(() => undefined);
      return listed;
    });
    return (await this.#nextList).get(partNumber) === this.#run.task.ledger.checksum(partNumber);
  }

  async #listParts(): Promise<ReadonlyMap<number, string>> {
    const { task, signal, obstacle } = this.#run;
    const parts = await listParts(task, { signal, obstacle });
    return new Map(parts.map(({ partNumber, crc64nvme }) => [partNumber, crc64nvme]));
  }
}
