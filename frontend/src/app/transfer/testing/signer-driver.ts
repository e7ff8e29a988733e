import type { PresignPutRequest } from '@airlock/contract';

import type { SignedBatch, TransferApi } from '../ports.ts';
import { PutSigner, type SignedFile } from '../requests/put-signer.ts';
import { settled, signedPut } from './fake-ports.ts';

/** A call of the API that waits for its answer. */
interface Call {
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  answer(files?: SignedBatch): void;
  fail(error: Error): void;
}

const requestOf = (path: string, sizeBytes: number): PresignPutRequest => ({
  ...{ path, sizeBytes, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' },
});

/** Names for so many files. */
export const names = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));

/** A signer whose calls a test answers one by one. */
export class SignerDriver {
  readonly calls: Call[] = [];
  nowMs = 0;
  userId: string | undefined = 'anna';
  readonly signer: PutSigner;

  /** `tinyAhead` is given where the signer treats tiny files in their own way. */
  constructor(tinyAhead?: number) {
    const api: Pick<TransferApi, 'presignPut' | 'presignPutBatch'> = {
      presignPut: async (request, signal) => (await this.#asked([request], signal))[0] as typeof signedPut,
      presignPutBatch: (requests, signal) => this.#asked(requests, signal),
    };
    this.signer = new PutSigner(
      {
        api: api as TransferApi,
        clock: { now: () => this.nowMs, wait: () => Promise.reject(new Error('The signer does not wait.')) },
        session: {
          userId: () => this.userId,
          owner: () => this.userId,
          waitForSignIn: () => Promise.resolve(),
        },
      },
      { sendAtOnce: 5, hashAhead: 4, tinyAhead },
    );
  }

  /** The paths of the calls that wait for their answers. */
  get asked(): (readonly string[])[] {
    return this.calls.map(({ paths }) => paths);
  }

  /** Asks for signatures of hashed files. Returns what each is answered. */
  sign(paths: readonly string[], { by = 'anna', sizeBytes = 1, signal = new AbortController().signal } = {}) {
    const answers = paths.map((path) => this.signer.sign(by, requestOf(path, sizeBytes), signal));
    for (const answer of answers) answer.catch(() => undefined);
    return answers;
  }

  /** Answers the next call, and lets its files be sent. Resolves with the paths of the call. */
  async answerAndSend(files: readonly Promise<SignedFile>[]): Promise<readonly string[]> {
    const call = this.calls.shift()!;
    call.answer();
    for (const file of files) (await file).taken();
    await settled();
    return call.paths;
  }

  #asked(requests: readonly PresignPutRequest[], signal: AbortSignal): Promise<SignedBatch> {
    const { promise, resolve, reject } = Promise.withResolvers<SignedBatch>();
    const paths = requests.map(({ path }) => path);
    this.calls.push({ paths, signal, answer: (files = paths.map(() => signedPut)) => resolve(files), fail: reject });
    return promise;
  }
}
