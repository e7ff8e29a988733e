/** @jest-environment node */
import { getEventListeners } from 'node:events';

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PresignPutRequest } from '@airlock/contract';

import { CallFailure, type SignedBatch, type TransferApi } from '../ports.ts';
import { settled, signedPut } from '../testing/fake-ports.ts';
import { PutSigner, type SignedFile } from './put-signer.ts';

const sendAtOnce = 5;
const hashAhead = 4;

/** A call of the API that waits for its answer. */
interface Call {
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
  answer(files?: SignedBatch): void;
  fail(error: Error): void;
}

let calls: Call[];
let nowMs: number;
let userId: string | undefined;
let signer: PutSigner;

function asked(requests: readonly PresignPutRequest[], signal: AbortSignal): Promise<SignedBatch> {
  const { promise, resolve, reject } = Promise.withResolvers<SignedBatch>();
  const paths = requests.map(({ path }) => path);
  calls.push({ paths, signal, answer: (files = paths.map(() => signedPut)) => resolve(files), fail: reject });
  return promise;
}

beforeEach(() => {
  calls = [];
  nowMs = 0;
  userId = 'anna';
  const api: Pick<TransferApi, 'presignPut' | 'presignPutBatch'> = {
    presignPut: async (request, signal) => (await asked([request], signal))[0] as typeof signedPut,
    presignPutBatch: asked,
  };
  signer = new PutSigner(
    {
      api: api as TransferApi,
      clock: { now: () => nowMs, wait: () => Promise.reject(new Error('The signer does not wait.')) },
      session: { userId: () => userId, owner: () => userId, waitForSignIn: () => Promise.resolve() },
    },
    sendAtOnce,
    hashAhead,
  );
});

const requestOf = (path: string, sizeBytes: number): PresignPutRequest => ({
  ...{ path, sizeBytes, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' },
});
const names = (count: number, from = 0) => Array.from({ length: count }, (_, index) => String(from + index));

/** Asks for signatures of hashed files. Returns what each is answered. */
function sign(paths: readonly string[], { by = 'anna', sizeBytes = 1, signal = new AbortController().signal } = {}) {
  const answers = paths.map((path) => signer.sign(by, requestOf(path, sizeBytes), signal));
  for (const answer of answers) answer.catch(() => undefined);
  return answers;
}

/** Answers the next call, and lets its files be sent. Resolves with the paths of the call. */
async function answerAndSend(files: readonly Promise<SignedFile>[]): Promise<readonly string[]> {
  const call = calls.shift()!;
  call.answer();
  for (const file of files) (await file).taken();
  await settled();
  return call.paths;
}

describe('PutSigner', () => {
  it('signs the first file at once, although others are still being hashed', async () => {
    signer.expect();
    void sign(['a']);
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['a']]);
  });

  it('signs with one call what asks in one moment', async () => {
    void sign(['a', 'b', 'c']);
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['a', 'b', 'c']]);
  });

  it('signs no more than 100 files with one call', async () => {
    void sign(names(150));
    await settled();
    expect(calls.map(({ paths }) => paths.length)).toEqual([100]);
  });

  it('waits until what is signed is about to run out', async () => {
    const first = sign(names(10));
    await settled();
    void sign(names(10, 10));
    await settled();
    expect(calls).toHaveLength(1);
    calls.shift()?.answer();
    for (const file of first.slice(0, 5)) (await file).taken();
    await settled();
    expect(calls).toHaveLength(0);
    (await first[5]!).taken();
    await settled();
    expect(calls.map(({ paths }) => paths.length)).toEqual([10]);
  });

  it('waits for some more that are being hashed while the connections are busy', async () => {
    const first = sign(names(5));
    await settled();
    const hashing = names(5).map(() => signer.expect());
    await answerAndSend(first);
    void sign(names(4, 5));
    await settled();
    expect(calls).toHaveLength(0);
    void sign(['9']);
    await settled();
    expect(calls.map(({ paths }) => paths.length)).toEqual([5]);
    for (const over of hashing) over();
  });

  it('does not wait for a file that is not hashed any more', async () => {
    const first = sign(names(5));
    await settled();
    const over = signer.expect();
    await answerAndSend(first);
    void sign(['x']);
    await settled();
    expect(calls).toHaveLength(0);
    over();
    over();
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['x']]);
  });

  it('signs at once when a connection has nothing to do', async () => {
    const first = sign(names(5));
    await settled();
    signer.expect();
    await answerAndSend(first);
    void sign(['x']);
    await settled();
    expect(calls).toHaveLength(0);
    (await first[0]!).over();
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['x']]);
  });

  it('leaves no listener at a file, whether its call is answered or fails', async () => {
    const { signal } = new AbortController();
    const answered = sign(['a', 'b'], { signal });
    await settled();
    await answerAndSend(answered);
    const failed = sign(['c', 'd'], { signal });
    await settled();
    calls.shift()?.fail(new CallFailure('unavailable', ''));
    await Promise.allSettled(failed);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('refuses a refused file alone', async () => {
    const [good, bad] = sign(['a', 'b']);
    await settled();
    calls[0]?.answer([signedPut, { code: 'file-too-large', message: 'At most 4 KB.', field: 'sizeBytes' }]);
    await expect(good).resolves.toMatchObject({ request: signedPut });
    await expect(bad).rejects.toMatchObject({ name: 'CallFailure', code: 'file-too-large', message: 'At most 4 KB.' });
  });

  it('rejects each file of a call that failed, and signs what comes then', async () => {
    const files = sign(['a', 'b']);
    await settled();
    calls.shift()?.fail(new CallFailure('unavailable', 'busy', 3000));
    for (const file of files) await expect(file).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 3000 });
    void sign(['a', 'b']);
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['a', 'b']]);
  });

  it('takes an answer that lacks a file for a fault', async () => {
    const [, lost] = sign(['a', 'b']);
    await settled();
    calls[0]?.answer([signedPut]);
    await expect(lost).rejects.toMatchObject({ code: 'internal' });
  });

  it('keeps the files of two people apart', async () => {
    void sign(['a']);
    void sign(['b'], { by: 'ben' });
    void sign(['c']);
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['a', 'c']]);
  });

  it('never signs with the token of somebody else', async () => {
    const files = sign(['a', 'b'], { by: 'anna' });
    userId = 'ben';
    for (const file of files) await expect(file).rejects.toMatchObject({ code: 'unauthorized' });
    expect(calls).toHaveLength(0);
  });

  it('asks for nothing that was cancelled before, and ends a call when nobody waits for it any more', async () => {
    const [early, one, other] = [new AbortController(), new AbortController(), new AbortController()];
    const files = [early, one, other].flatMap(({ signal }, index) => sign([String(index)], { signal }));
    early.abort(new Error('stop'));
    await settled();
    const [call] = calls;
    expect(call?.paths).toEqual(['1', '2']);
    one.abort(new Error('stop'));
    expect(call?.signal.aborted).toBe(false);
    other.abort(new Error('stop'));
    expect(call?.signal.aborted).toBe(true);
    for (const file of files) await expect(file).rejects.toEqual(new Error('stop'));
  });

  it('rejects at once what was stopped before it asked, and signs what asks with it', async () => {
    const [late] = sign(['late'], { signal: AbortSignal.abort(new Error('stop')) });
    const [one, other] = sign(['a', 'b']);
    await expect(late).rejects.toEqual(new Error('stop'));
    await settled();
    expect(calls.map(({ paths }) => paths)).toEqual([['a', 'b']]);
    calls[0]?.answer();
    await expect(Promise.all([one, other])).resolves.toHaveLength(2);
  });
});

describe('PutSigner and the speed', () => {
  /** Lets calls of `count` files be sent, each file within `fileMs`. Returns what is prepared ahead after each. */
  async function paceOf(count: number, fileMs: number, sizeBytes = 1): Promise<number[]> {
    const ahead = [signer.ahead];
    for (let round = 0; round < 5; round += 1) {
      const files = sign(names(count, round * count), { sizeBytes });
      await settled();
      calls.shift()?.answer();
      for (const file of files) {
        const signed = await file;
        signed.taken();
        nowMs += fileMs;
        signed.over();
      }
      ahead.push(signer.ahead);
    }
    return ahead;
  }

  it('prepares more and more files, up to those of two calls, while they are sent quickly', async () => {
    expect(await paceOf(10, 5)).toEqual([4, 16, 64, 200, 200, 200]);
  });

  it('prepares no more than can be sent within a minute', async () => {
    expect(await paceOf(5, 6_000)).toEqual([4, 16, 10, 10, 10, 10]);
  });

  it('reads no more than 128 MiB before their turn', async () => {
    expect(await paceOf(5, 5, 8 * 1024 ** 2)).toEqual([4, 16, 16, 16, 16, 16]);
  });

  it('always prepares enough for all connections', async () => {
    expect(await paceOf(5, 60_000)).toEqual([4, 16, 5, 5, 5, 5]);
  });
});
