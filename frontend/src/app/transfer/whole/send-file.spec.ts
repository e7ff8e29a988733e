/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PresignPutRequest } from '@airlock/contract';

import { ApiCalls } from '../requests/api-calls.ts';
import { CallFailure } from '../ports.ts';
import { maxTries } from '../requests/retry.ts';
import { sendFile } from './send-file.ts';
import { FakePorts, settled, signedPut } from '../testing/fake-ports.ts';
import { TransferContext } from '../requests/transfer-context.ts';
import type { SendResult, UploadState } from '../upload-state.ts';

const crc64nvme = 'rosUhgp5mYg=';
const etag = '"0123456789abcdef0123456789abcdef"';
const ours = { sizeBytes: 9, etag, crc64nvme };
const theirs = { sizeBytes: 7, etag, crc64nvme: 'AAAAAAAAAAA=' };

let ports: FakePorts;
let states: UploadState[];
let stop: AbortController;

beforeEach(() => {
  ports = new FakePorts();
  states = [];
  stop = new AbortController();
});

function send(change: Partial<PresignPutRequest> = {}, file = new Blob(['123456789'])): Promise<SendResult> {
  const request = { path: 'one.txt', sizeBytes: file.size, contentType: 'text/plain', crc64nvme, ...change };
  const context = new TransferContext(ports, { sendAtOnce: 4, hashAhead: 4 });
  const calls = new ApiCalls(context, 'anna');
  return sendFile({ context, calls, file, request, signal: stop.signal, report: (state) => states.push(state) });
}

async function signAndPut(status: number, code?: string): Promise<void> {
  (await ports.next('presignPut')).answer(signedPut);
  (await ports.next('put')).answer({ status, ...(code !== undefined && { code }) });
}

const unreadable = () =>
  Object.assign(new Blob(['123456789']), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }) as unknown as Blob,
  });

describe('sendFile', () => {
  it('signs, puts exactly what was signed, reports progress and is verified when S3 repeats the checksum', async () => {
    const result = send();
    const sign = await ports.next('presignPut');
    expect(sign.question).toEqual({ path: 'one.txt', sizeBytes: 9, contentType: 'text/plain', crc64nvme });
    sign.answer(signedPut);
    const put = await ports.next('put');
    expect(put.question.signed).toBe(signedPut);
    put.question.progress(4);
    put.answer({ status: 200, crc64nvme });
    await expect(result).resolves.toEqual({ kind: 'done', verified: true });
    expect(states).toEqual([{ kind: 'signing' }, { kind: 'sending', sentBytes: 0 }, { kind: 'sending', sentBytes: 4 }]);
  });

  it('does not call a file verified when S3 does not repeat the checksum', async () => {
    const result = send();
    await signAndPut(200);
    await expect(result).resolves.toEqual({ kind: 'done', verified: false });
  });

  it('waits and signs anew after SlowDown', async () => {
    const result = send();
    await signAndPut(503, 'SlowDown');
    const wait = await ports.next('wait');
    expect(wait.question).toBe(250);
    expect(states.at(-1)).toEqual({ kind: 'retrying', atMs: 250 });
    wait.answer(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('signs an expired URL again at once, and fails when that is refused too', async () => {
    const result = send();
    await signAndPut(403, 'AccessDenied');
    await signAndPut(403, 'AccessDenied');
    await expect(result).resolves.toEqual({ kind: 'failed', reason: 'refused' });
  });

  it('says that the name is taken, with the ETag that replacing needs', async () => {
    const result = send();
    await signAndPut(412, 'PreconditionFailed');
    (await ports.next('describeFile')).answer(theirs);
    await expect(result).resolves.toEqual({ kind: 'conflict', etag });
  });

  it('does not ask when the very same bytes are there', async () => {
    const result = send();
    await signAndPut(412);
    (await ports.next('describeFile')).answer(ours);
    await expect(result).resolves.toEqual({ kind: 'skipped', identical: true });
  });

  it('tries once more when what was in the way is gone', async () => {
    const result = send();
    await signAndPut(412);
    (await ports.next('describeFile')).answer(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('creates the file when what it should replace was deleted meanwhile', async () => {
    const result = send({ replaces: etag });
    await signAndPut(404, 'NoSuchKey');
    const sign = await ports.next('presignPut');
    expect(sign.question).not.toHaveProperty('replaces');
    sign.answer(signedPut);
    (await ports.next('put')).answer({ status: 200, crc64nvme });
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('looks before it sends a large file, so that nobody waits for bytes that S3 must refuse', async () => {
    const result = send({ sizeBytes: 8 * 1024 * 1024 });
    (await ports.next('describeFile')).answer(theirs);
    await expect(result).resolves.toMatchObject({ kind: 'conflict' });
    expect(ports.pending('presignPut')).toBe(0);
  });
});

describe('sendFile after a lost answer', () => {
  async function loseAnswer(): Promise<void> {
    await signAndPut(0);
    (await ports.next('wait')).answer(undefined);
  }

  it('finds its file stored: done, without sending it twice', async () => {
    const result = send();
    await loseAnswer();
    (await ports.next('describeFile')).answer(ours);
    await expect(result).resolves.toEqual({ kind: 'done', verified: true });
    expect(ports.pending('presignPut')).toBe(0);
  });

  it('finds nothing: sends again', async () => {
    const result = send();
    await loseAnswer();
    (await ports.next('describeFile')).answer(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('takes a later 412 about its own bytes for success', async () => {
    const result = send();
    await loseAnswer();
    (await ports.next('describeFile')).answer(undefined);
    await signAndPut(412);
    (await ports.next('describeFile')).answer(ours);
    await expect(result).resolves.toEqual({ kind: 'done', verified: true });
  });

  it('finds another file: the name is taken', async () => {
    const result = send();
    await loseAnswer();
    (await ports.next('describeFile')).answer(theirs);
    await expect(result).resolves.toMatchObject({ kind: 'conflict' });
  });

  it('sends again when the version to replace is still there', async () => {
    const result = send({ replaces: etag });
    await loseAnswer();
    (await ports.next('describeFile')).answer(theirs);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('blames the file and not the network when it cannot be read any more', async () => {
    const result = send({}, unreadable());
    await signAndPut(0);
    await expect(result).resolves.toEqual({ kind: 'failed', reason: 'unreadable' });
  });

  it('gives up after a bounded number of tries', async () => {
    const result = send();
    for (let tries = 0; tries < maxTries; tries += 1) {
      await loseAnswer();
      (await ports.next('describeFile')).answer(undefined);
    }
    await signAndPut(0);
    await expect(result).resolves.toEqual({ kind: 'failed', reason: 'network' });
  });

  it('says again what it does when the wait is over and the next answer takes its time', async () => {
    void send();
    (await ports.next('presignPut')).fail(new CallFailure('unavailable', 'Later.'));
    const wait = await ports.next('wait');
    expect(states.at(-1)?.kind).toBe('retrying');
    wait.answer(undefined);
    await ports.next('presignPut');
    expect(states.at(-1)).toEqual({ kind: 'signing' });
  });

  it('waits for the network while offline and counts no try', async () => {
    ports.online = false;
    const result = send();
    await signAndPut(0);
    const up = await ports.next('waitUntilUp');
    expect(states.at(-1)).toEqual({ kind: 'offline' });
    expect(ports.pending('wait')).toBe(0);
    ports.online = true;
    up.answer(undefined);
    (await ports.next('describeFile')).answer(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });
});

describe('sendFile and the API', () => {
  it('signs only after the page has deleted the file of this name', async () => {
    const settling = Promise.withResolvers<undefined>();
    ports.pathSettled = () => settling.promise.then();
    const result = send();
    await settled();
    expect(ports.pending('presignPut')).toBe(0);
    settling.resolve(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('stops at once while the page still deletes the file of this name', async () => {
    ports.pathSettled = () => new Promise(() => undefined);
    const ended = send().catch((error: unknown) => error);
    await settled();
    stop.abort(new Error('stop'));
    await expect(ended).resolves.toEqual(new Error('stop'));
    expect(ports.pending('presignPut')).toBe(0);
  });

  it('signs again what has waited for its turn for more than four minutes, and does not send it before', async () => {
    ports.random = () => 1;
    const result = send();
    const sign = await ports.next('presignPut');
    ports.nowMs += 4 * 60_000 + 1;
    sign.answer(signedPut);
    await settled();
    expect(ports.pending('put')).toBe(0);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('repeats a call that failed for now', async () => {
    const result = send();
    (await ports.next('presignPut')).fail(new CallFailure('unavailable', 'busy'));
    (await ports.next('wait')).answer(undefined);
    await signAndPut(200);
    await expect(result).resolves.toMatchObject({ kind: 'done' });
  });

  it('ends with the reason of a call that cannot heal', async () => {
    const result = send();
    (await ports.next('presignPut')).fail(new CallFailure('invalid-path', 'The name contains a backslash.'));
    const detail = 'The name contains a backslash.';
    await expect(result).resolves.toEqual({ kind: 'failed', reason: 'name-refused', detail });
  });

  it.each(['presignPut', 'put', 'wait'] as const)('stops at once when cancelled during %s', async (step) => {
    const result = send();
    const ended = result.catch((error: unknown) => error);
    if (step !== 'presignPut') await signAndPutUntil(step);
    await ports.next(step);
    stop.abort(new Error('stop'));
    await expect(ended).resolves.toEqual(new Error('stop'));
    await settled();
    expect(ports.pending('presignPut') + ports.pending('put')).toBe(0);
  });

  async function signAndPutUntil(step: 'put' | 'wait'): Promise<void> {
    (await ports.next('presignPut')).answer(signedPut);
    if (step === 'wait') (await ports.next('put')).answer({ status: 500 });
  }
});
