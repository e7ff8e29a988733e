import { isRefused, maxFilesToSign, type PresignPutRequest } from '@airlock/contract';

import { CallFailure, type SignedBatch, type SignedRequest, type TransferPorts } from '../ports.ts';
import type { DualStack, DualStackUse } from './dual-stack.ts';
import { once } from './once.ts';
import { SigningPace } from './signing-pace.ts';
import { whenAllAbort } from './when-all-abort.ts';

/** Age in milliseconds from which on a URL is not used any more. S3 takes it for five minutes. */
const goodForMs = 4 * 60_000;

/** A file that is signed. Whoever has it must call `over`, in whatever way it ends. */
export interface SignedFile {
  readonly request: SignedRequest;
  /** Time in milliseconds from which on the file should be signed again. */
  readonly goodUntilMs: number;
  /** Set when the file is signed for the dual-stack endpoint. */
  readonly dualStack: DualStackUse | undefined;
  /** Must be called when the bytes are about to be sent. */
  readonly taken: () => void;
  /** Must be called when nothing more is sent with this signature. */
  readonly over: () => void;
}

interface Asked {
  readonly userId: string;
  readonly request: PresignPutRequest;
  readonly signal: AbortSignal;
  readonly resolve: (signed: SignedFile) => void;
  readonly reject: (error: Error) => void;
  /** Set when the file is asked for at the dual-stack endpoint. */
  dualStack?: DualStackUse | undefined;
}

type SignerPorts = Pick<TransferPorts, 'api' | 'clock' | 'session'>;

/**
 * Signs the uploads of files that are sent whole, many with one call. The first file is signed at once, and the calls
 * grow with what is prepared (`SigningPace`). A call is due when the signed files are about to run out. A refused file is
 * refused alone. A call that fails rejects each of its files, and each is repeated as if it had been asked for alone.
 */
export class PutSigner {
  readonly #ports: SignerPorts;
  readonly #sendAtOnce: number;
  readonly #dualStack: DualStack;
  readonly #pace: SigningPace;
  readonly #waiting = new Set<Asked>();
  /** Number of files that are being hashed and will ask for a signature. */
  #coming = 0;
  /** Number of files in the calls that are under way. */
  #asking = 0;
  /** Number of files that are signed and not yet sent. */
  #ready = 0;
  /** Number of files that are signed for the dual-stack endpoint and not yet sent. `#ready` counts them too. */
  #readyAtDualStack = 0;
  #sending = 0;
  #isChecking = false;
  /** Called after each call: more files than before may be prepared then. */
  aheadChanged: () => void = () => undefined;

  /** `sendAtOnce` files are sent at the same time, and `hashAhead` more are prepared while the speed is not known. */
  constructor(ports: SignerPorts, dualStack: DualStack, sendAtOnce: number, hashAhead: number) {
    this.#dualStack = dualStack;
    this.#ports = ports;
    this.#sendAtOnce = sendAtOnce;
    this.#pace = new SigningPace(hashAhead, sendAtOnce);
  }

  /** Number of files that should be prepared before their turn. */
  get ahead(): number {
    return this.#pace.ahead;
  }

  /**
   * Announces a file that is about to be hashed. The returned function must be called when it has asked for its
   * signature, or will not ask soon.
   */
  expect(): () => void {
    this.#coming += 1;
    return once(() => {
      this.#coming -= 1;
      this.#check();
    });
  }

  /**
   * Signs one file of one person. Rejects with the `CallFailure` of this file or of its call, or with the reason of the
   * signal.
   */
  sign(userId: string, request: PresignPutRequest, signal: AbortSignal): Promise<SignedFile> {
    return new Promise((resolve, reject) => {
      // A signal that has fired tells nobody again, and the answer of a call is for those who still wait.
      signal.throwIfAborted();
      const stopped = () => {
        this.#waiting.delete(asked);
        asked.dualStack?.over();
        reject(signal.reason as Error);
      };
      const asked: Asked = {
        ...{ userId, request, signal },
        resolve: (signed) => {
          signal.removeEventListener('abort', stopped);
          resolve(signed);
        },
        reject: (error) => {
          signal.removeEventListener('abort', stopped);
          asked.dualStack?.over();
          reject(error);
        },
      };
      signal.addEventListener('abort', stopped, { once: true });
      this.#waiting.add(asked);
      this.#check();
    });
  }

  /** Signs what is due, once everything that asks in this moment has asked. */
  #check(): void {
    if (this.#isChecking) return;
    this.#isChecking = true;
    queueMicrotask(() => {
      this.#isChecking = false;
      while (this.#isDue()) void this.#signNext();
    });
  }

  #isDue(): boolean {
    const signed = this.#ready + this.#asking;
    const soon = Math.max(this.#sendAtOnce - 1, this.#pace.duringCall);
    // What waits for the dual-stack endpoint, which may be slow or hang, must not keep the usual one idle.
    const isUsualIdle = signed - this.#readyAtDualStack < this.#sendAtOnce && this.#asking === 0;
    if (this.#waiting.size === 0 || (signed > soon && !isUsualIdle)) return false;
    // A small call is better than an idle connection.
    const isIdle = this.#asking === 0 && signed + this.#sending < this.#sendAtOnce;
    const enough = signed < this.#sendAtOnce ? this.#sendAtOnce : Math.min(maxFilesToSign, this.ahead / 2);
    return isIdle || this.#waiting.size >= enough || this.#coming === 0;
  }

  async #signNext(): Promise<void> {
    const files = this.#nextFiles();
    const { clock } = this.#ports;
    const startedMs = clock.now();
    this.#chooseEndpoints(files);
    this.#asking += files.length;
    try {
      const answers = await this.#ask(files);
      this.#pace.noteCall(startedMs, clock.now());
      for (const [index, file] of files.entries()) this.#settle(file, answers[index], startedMs + goodForMs);
      this.aheadChanged();
    } catch (error) {
      for (const { reject } of files) reject(error as Error);
    } finally {
      this.#asking -= files.length;
      this.#check();
    }
  }

  /** Takes the files of the next call, which belong to one person. */
  #nextFiles(): readonly Asked[] {
    const [first] = this.#waiting;
    const files = [...this.#waiting].filter(({ userId }) => userId === first?.userId).slice(0, maxFilesToSign);
    for (const file of files) this.#waiting.delete(file);
    return files;
  }

  /** A file that is signed alone is always for the usual endpoint. */
  #chooseEndpoints(files: readonly Asked[]): void {
    if (files.length < 2) return;
    const sizes = files.map(({ request }) => request.sizeBytes);
    const uses = this.#dualStack.choose(sizes, this.#ready + this.#sending + this.#asking);
    for (const [index, file] of files.entries()) file.dualStack = uses[index];
  }

  async #ask(files: readonly Asked[]): Promise<SignedBatch> {
    const { api, session } = this.#ports;
    const [first, ...others] = files;
    // Somebody else may have signed in since the files have asked. A call of one person never has the token of another.
    if (!first || session.userId() !== first.userId) throw new CallFailure('unauthorized', 'The session has ended.');
    const ended = new AbortController();
    const signals = files.map((file) => file.signal);
    const signal = whenAllAbort(signals, ended.signal);
    try {
      if (others.length === 0) return [await api.presignPut(first.request, signal)];
      const requests = files.map(({ request, dualStack }) =>
        dualStack ? { ...request, endpoint: 'dual-stack' as const } : request,
      );
      return await api.presignPutBatch(requests, signal);
    } finally {
      ended.abort();
    }
  }

  #settle(asked: Asked, answer: SignedBatch[number] | undefined, goodUntilMs: number): void {
    const { request, signal, resolve, reject, dualStack } = asked;
    if (signal.aborted) return;
    if (answer === undefined) reject(new CallFailure('internal', 'The answer was not understood.'));
    else if (!isRefused(answer)) resolve(this.#signed(answer, request.sizeBytes, { goodUntilMs, dualStack }));
    else if (dualStack && answer.field === 'endpoint') this.#askForUsual(asked);
    else reject(new CallFailure(answer.code, answer.message));
  }

  /**
   * Signs a file for the usual endpoint after all. A back end from before the dual-stack endpoint refuses to sign for it,
   * while a newer page is open.
   */
  #askForUsual(asked: Asked): void {
    this.#dualStack.giveUp();
    asked.dualStack?.over();
    asked.dualStack = undefined;
    this.#waiting.add(asked);
  }

  #signed(
    request: SignedRequest,
    sizeBytes: number,
    { goodUntilMs, dualStack }: Pick<SignedFile, 'goodUntilMs' | 'dualStack'>,
  ): SignedFile {
    let isTaken = false;
    const count = (files: number) => {
      this.#ready += files;
      if (dualStack) this.#readyAtDualStack += files;
    };
    count(1);
    const taken = once(() => {
      isTaken = true;
      count(-1);
      this.#sending += 1;
      this.#pace.noteSent(sizeBytes);
      this.#check();
    });
    const over = once(() => {
      if (isTaken) this.#sending -= 1;
      else count(-1);
      dualStack?.over();
      this.#check();
    });
    return { request, goodUntilMs, dualStack, taken, over };
  }
}
