import { Attempts } from '../requests/attempts.ts';
import { GivenUp } from '../requests/given-up.ts';
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

/** Whoever waits for a connection that sends a part hardly notices it. */
const momentMs = 2_000;

/** Sends signed parts, as many at a time as the shared lane lets through. */
export class PartSender {
  readonly #run: PartsRun;
  readonly #signer: PartSigner;
  readonly #attempts = new Map<number, Attempts>();
  #list: Promise<unknown> = Promise.resolve();
  /** Shared by all who ask before it begins; one that has begun may have been too early for them. */
  #nextList: Promise<ReadonlyMap<number, string>> | undefined;

  constructor(run: PartsRun, signer: PartSigner) {
    this.#run = run;
    this.#signer = signer;
  }

  async sendParts(): Promise<void> {
    const { bell, signal, order } = this.#run;
    const sending = new Set<Promise<void>>();
    try {
      for (;;) {
        await bell.until(() => order.ledger.isStored || this.#signer.hasSigned, signal);
        if (order.ledger.isStored) return;
        // One place in the queue per file, taken anew for each part: that makes the turns fair.
        const leave = await order.traffic.send.enter(signal);
        const part = this.#signer.take();
        if (!part) {
          leave();
          continue;
        }
        const sent = this.#send(part, leave)
          .catch((error: unknown) => this.#run.stop(error))
          .finally(() => sending.delete(sent));
        sending.add(sent);
      }
    } finally {
      // Whoever stopped us may abort the upload on S3 next: nothing of it may still be under way.
      await Promise.all(sending);
    }
  }

  async #send(part: SignedPart, leave: () => void): Promise<void> {
    const attempts = this.#attemptsOf(part);
    let put: Put;
    try {
      put = await this.#put(part, attempts);
    } finally {
      leave();
    }
    const { answer, handedOver, tookMs } = put;
    if (answer.status === 200) {
      const { reach, send } = this.#run.order.traffic;
      reach.answered();
      send.useSpare(tookMs < momentMs);
      send.widen();
      this.#attempts.delete(part.partNumber);
      this.#run.stored(part.partNumber);
    } else {
      const sentAll = handedOver >= this.#run.order.ledger.sizeOf(part.partNumber);
      await this.#after(part, attempts, answer, sentAll);
    }
  }

  async #put(part: SignedPart, attempts: Attempts): Promise<Put> {
    const { order, underWay, signal } = this.#run;
    const { clock, put } = order.traffic.ports;
    await attempts.start(signal);
    const startedMs = clock.now();
    let handedOver = 0;
    const progress = (sentBytes: number) => {
      handedOver = sentBytes;
      underWay.set(part.partNumber, sentBytes);
      this.#run.report();
    };
    progress(0);
    try {
      const body = order.ledger.slice(order.file, part.partNumber);
      const answer = await put(part, body, progress, signal);
      return { answer, handedOver, tookMs: clock.now() - startedMs };
    } finally {
      underWay.delete(part.partNumber);
    }
  }

  async #after(part: SignedPart, attempts: Attempts, answer: PutAnswer, sentAll: boolean): Promise<void> {
    const { order, signal, obstacle } = this.#run;
    const decision = attempts.judge({ step: 'part', sentAll, ...answer });
    switch (decision.kind) {
      case 'sign-again':
        this.#signer.signAgain(part);
        break;
      case 'gone':
        throw new UploadGone();
      case 'retry':
      case 'ask':
      case 'read-again':
        await assertReadable(order.file);
        await attempts.pause(decision, obstacle, signal);
        if (decision.kind === 'read-again') await this.#mustBeSame(part);
        if (decision.kind === 'ask' && (await this.#arrived(part))) this.#run.stored(part.partNumber);
        else this.#signer.giveBack(part);
        break;
      default:
        await assertReadable(order.file);
        throw new GivenUp(decision.kind === 'fail' ? decision.reason : 'refused', { partNumber: part.partNumber });
    }
  }

  #attemptsOf({ partNumber }: SignedPart): Attempts {
    const { traffic } = this.#run.order;
    const attempts = this.#attempts.get(partNumber) ?? new Attempts(traffic, traffic.s3BackOff);
    this.#attempts.set(partNumber, attempts);
    return attempts;
  }

  async #mustBeSame({ partNumber }: SignedPart): Promise<void> {
    this.#run.order.ledger.hashed(partNumber, await hashPart(this.#run, partNumber));
  }

  /** The answer was lost after the last byte had left: S3 may have the part, and then it is not sent again. */
  async #arrived({ partNumber }: SignedPart): Promise<boolean> {
    this.#nextList ??= this.#list.then(() => {
      this.#nextList = undefined;
      const listed = this.#listParts();
      this.#list = listed.catch(() => undefined);
      return listed;
    });
    return (await this.#nextList).get(partNumber) === this.#run.order.ledger.checksum(partNumber);
  }

  async #listParts(): Promise<ReadonlyMap<number, string>> {
    const { order, signal, obstacle } = this.#run;
    const parts = await listParts(order, { signal, obstacle });
    return new Map(parts.map(({ partNumber, crc64nvme }) => [partNumber, crc64nvme]));
  }
}
