/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { CallFailure } from '../ports.ts';
import { settled, signedPut, type FakePorts } from '../testing/fake-ports.ts';
import { crc64nvme, etag, ours, SendDriver, theirs } from '../testing/send-driver.ts';
import type { UploadState } from '../upload-state.ts';

let driver: SendDriver;
let ports: FakePorts;
let states: UploadState[];
let stop: AbortController;

const send: SendDriver['send'] = (...options) => driver.send(...options);
const signAndPut: SendDriver['signAndPut'] = (...answer) => driver.signAndPut(...answer);

beforeEach(() => {
  driver = new SendDriver();
  ({ ports, states, stop } = driver);
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
