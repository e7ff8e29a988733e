import type { FileToUpload, PresignPutRequest } from '@airlock/contract';

import type { SignedBatch, TransferApi } from '../ports.ts';
import { DualStack } from '../requests/dual-stack.ts';
import { PutSigner, type SignedFile } from '../requests/put-signer.ts';
import { settled, signedPut } from './fake-ports.ts';

/** A call of the API that waits for its answer. */
interface Call {
  readonly paths: readonly string[];
  readonly endpoints: readonly FileToUpload['endpoint'][];
  readonly signal: AbortSignal;
  answer(files?: SignedBatch): void;
  fail(error: Error): void;
}

const requestOf = (path: string, sizeBytes: number): PresignPutRequest => ({
  ...{ path, sizeBytes, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' },
});

/** Returns names of files: numbers from `from` on. */
export const names = (count: number, from = 0) => Array.from({ length: count }, (_, index) => String(from + index));

/** A signer of five files at once that prepares four more, whose calls a test answers. */
export class SignerDriver {
  /** The calls that nobody has taken away, first come first. */
  readonly calls: Call[] = [];
  readonly signer: PutSigner;
  readonly dualStack: DualStack;
  nowMs = 0;
  userId: string | undefined = 'anna';

  /** `dualStackAtOnce` files may be in flight to the dual-stack endpoint. */
  constructor(dualStackAtOnce = 0) {
    const wait = () => Promise.reject(new Error('The signer does not wait.'));
    this.dualStack = new DualStack({ now: () => this.nowMs, wait }, dualStackAtOnce);
    const api: Pick<TransferApi, 'presignPut' | 'presignPutBatch'> = {
      presignPut: async (request, signal) => (await this.#asked([request], signal))[0] as typeof signedPut,
      presignPutBatch: (requests, signal) => this.#asked(requests, signal),
    };
    const userId = () => this.userId;
    this.signer = new PutSigner(
      {
        api: api as TransferApi,
        clock: { now: () => this.nowMs, wait },
        session: { userId, owner: userId, waitForSignIn: () => Promise.resolve() },
      },
      this.dualStack,
      5,
      4,
    );
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

  #asked(requests: readonly FileToUpload[], signal: AbortSignal): Promise<SignedBatch> {
    const { promise, resolve, reject } = Promise.withResolvers<SignedBatch>();
    const paths = requests.map(({ path }) => path);
    const endpoints = requests.map(({ endpoint }) => endpoint);
    const answer = (files: SignedBatch = paths.map(() => signedPut)) => resolve(files);
    this.calls.push({ paths, endpoints, signal, answer, fail: reject });
    return promise;
  }
}
