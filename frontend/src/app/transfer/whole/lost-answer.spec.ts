/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { CallFailure } from '../ports.ts';
import { maxTries } from '../requests/retry.ts';
import type { FakePorts } from '../testing/fake-ports.ts';
import { etag, ours, SendDriver, theirs } from '../testing/send-driver.ts';
import type { UploadState } from '../upload-state.ts';

let driver: SendDriver;
let ports: FakePorts;
let states: UploadState[];

const send: SendDriver['send'] = (...options) => driver.send(...options);
const signAndPut: SendDriver['signAndPut'] = (...answer) => driver.signAndPut(...answer);

beforeEach(() => {
  driver = new SendDriver();
  ({ ports, states } = driver);
});

const unreadable = () =>
  Object.assign(new Blob(['123456789']), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }) as unknown as Blob,
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
