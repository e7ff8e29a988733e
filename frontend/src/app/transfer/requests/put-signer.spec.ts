/** @jest-environment node */
import { getEventListeners } from 'node:events';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { CallFailure } from '../ports.ts';
import { settled, signedPut } from '../testing/fake-ports.ts';
import { names, SignerDriver } from '../testing/signer-driver.ts';

let driver: SignerDriver;
beforeEach(() => {
  driver = new SignerDriver();
});

describe('PutSigner', () => {
  it('signs the first file at once, although others are still being hashed', async () => {
    driver.signer.expect();
    void driver.sign(['a']);
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['a']]);
  });

  it('signs with one call what asks in one moment', async () => {
    void driver.sign(['a', 'b', 'c']);
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['a', 'b', 'c']]);
  });

  it('signs no more than 100 files with one call', async () => {
    void driver.sign(names(150));
    await settled();
    expect(driver.calls.map(({ paths }) => paths.length)).toEqual([100]);
  });

  it('waits until what is signed is about to run out', async () => {
    const first = driver.sign(names(10));
    await settled();
    void driver.sign(names(10, 10));
    await settled();
    expect(driver.calls).toHaveLength(1);
    driver.calls.shift()?.answer();
    for (const file of first.slice(0, 5)) (await file).taken();
    await settled();
    expect(driver.calls).toHaveLength(0);
    (await first[5]!).taken();
    await settled();
    expect(driver.calls.map(({ paths }) => paths.length)).toEqual([10]);
  });

  it('waits for some more that are being hashed while the connections are busy', async () => {
    const first = driver.sign(names(5));
    await settled();
    const hashing = names(5).map(() => driver.signer.expect());
    await driver.answerAndSend(first);
    void driver.sign(names(4, 5));
    await settled();
    expect(driver.calls).toHaveLength(0);
    void driver.sign(['9']);
    await settled();
    expect(driver.calls.map(({ paths }) => paths.length)).toEqual([5]);
    for (const over of hashing) over();
  });

  it('does not wait for a file that is not hashed any more', async () => {
    const first = driver.sign(names(5));
    await settled();
    const over = driver.signer.expect();
    await driver.answerAndSend(first);
    void driver.sign(['x']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    over();
    over();
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['x']]);
  });

  it('signs at once when a connection has nothing to do', async () => {
    const first = driver.sign(names(5));
    await settled();
    driver.signer.expect();
    await driver.answerAndSend(first);
    void driver.sign(['x']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    (await first[0]!).over();
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['x']]);
  });

  it('leaves no listener at a file, whether its call is answered or fails', async () => {
    const { signal } = new AbortController();
    const answered = driver.sign(['a', 'b'], { signal });
    await settled();
    await driver.answerAndSend(answered);
    const failed = driver.sign(['c', 'd'], { signal });
    await settled();
    driver.calls.shift()?.fail(new CallFailure('unavailable', ''));
    await Promise.allSettled(failed);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('refuses a refused file alone', async () => {
    const [good, bad] = driver.sign(['a', 'b']);
    await settled();
    driver.calls[0]?.answer([signedPut, { code: 'file-too-large', message: 'At most 4 KB.', field: 'sizeBytes' }]);
    await expect(good).resolves.toMatchObject({ request: signedPut });
    await expect(bad).rejects.toMatchObject({ name: 'CallFailure', code: 'file-too-large', message: 'At most 4 KB.' });
  });

  it('rejects each file of a call that failed, and signs what comes then', async () => {
    const files = driver.sign(['a', 'b']);
    await settled();
    driver.calls.shift()?.fail(new CallFailure('unavailable', 'busy', 3000));
    for (const file of files) await expect(file).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 3000 });
    void driver.sign(['a', 'b']);
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['a', 'b']]);
  });

  it('takes an answer that lacks a file for a fault', async () => {
    const [, lost] = driver.sign(['a', 'b']);
    await settled();
    driver.calls[0]?.answer([signedPut]);
    await expect(lost).rejects.toMatchObject({ code: 'internal' });
  });

  it('keeps the files of two people apart', async () => {
    void driver.sign(['a']);
    void driver.sign(['b'], { by: 'ben' });
    void driver.sign(['c']);
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['a', 'c']]);
  });

  it('never signs with the token of somebody else', async () => {
    const files = driver.sign(['a', 'b'], { by: 'anna' });
    driver.userId = 'ben';
    for (const file of files) await expect(file).rejects.toMatchObject({ code: 'unauthorized' });
    expect(driver.calls).toHaveLength(0);
  });

  it('asks for nothing that was cancelled before, and ends a call when nobody waits for it any more', async () => {
    const [early, one, other] = [new AbortController(), new AbortController(), new AbortController()];
    const files = [early, one, other].flatMap(({ signal }, index) => driver.sign([String(index)], { signal }));
    early.abort(new Error('stop'));
    await settled();
    const [call] = driver.calls;
    expect(call?.paths).toEqual(['1', '2']);
    one.abort(new Error('stop'));
    expect(call?.signal.aborted).toBe(false);
    other.abort(new Error('stop'));
    expect(call?.signal.aborted).toBe(true);
    for (const file of files) await expect(file).rejects.toEqual(new Error('stop'));
  });

  it('rejects at once what was stopped before it asked, and signs what asks with it', async () => {
    const [late] = driver.sign(['late'], { signal: AbortSignal.abort(new Error('stop')) });
    const [one, other] = driver.sign(['a', 'b']);
    await expect(late).rejects.toEqual(new Error('stop'));
    await settled();
    expect(driver.calls.map(({ paths }) => paths)).toEqual([['a', 'b']]);
    driver.calls[0]?.answer();
    await expect(Promise.all([one, other])).resolves.toHaveLength(2);
  });

  it('asks for the dual-stack endpoint for some of many files, and never for a file alone', async () => {
    driver = new SignerDriver(6);
    const many = driver.sign(names(8));
    await settled();
    const asked = driver.calls[0]?.endpoints;
    expect(asked).toEqual([...Array<undefined>(6), 'dual-stack', undefined]);
    driver.calls.shift()?.answer();
    const signed = await Promise.all(many);
    expect(signed.map(({ dualStack }) => dualStack !== undefined)).toEqual(asked?.map((it) => it !== undefined));
    for (const { over } of signed) over();
    void driver.sign(['alone']);
    await settled();
    expect(driver.calls[0]?.endpoints).toEqual([undefined]);
  });

  it('signs for the usual endpoint what an older back end refuses to sign for the other', async () => {
    driver = new SignerDriver(6);
    const files = driver.sign(names(8));
    await settled();
    const unknown = { code: 'invalid-request', message: '', field: 'endpoint' } as const;
    driver.calls.shift()?.answer(names(8).map((name) => (name === '6' ? unknown : signedPut)));
    await settled();
    for (const file of files.filter((_file, index) => index !== 6)) (await file).taken();
    await settled();
    expect(driver.calls.map(({ paths, endpoints }) => ({ paths, endpoints }))).toEqual([
      { paths: ['6'], endpoints: [undefined] },
    ]);
    driver.calls.shift()?.answer();
    await expect(files[6]).resolves.toMatchObject({ dualStack: undefined });
    expect(driver.dualStack.choose([1], 20)).toEqual([undefined]);
  });

  it('leaves a file refused that is at fault itself, whatever endpoint it is for', async () => {
    driver = new SignerDriver(6);
    const files = driver.sign(names(7));
    await settled();
    const badPath = { code: 'invalid-request', message: '', field: 'path' } as const;
    driver.calls.shift()?.answer(names(7).map((name) => (name === '6' ? badPath : signedPut)));
    const refusal = files[6]!.catch((error: unknown) => error);
    const waits = settled().then(() => 'waits');
    expect(await Promise.race([refusal, waits])).toMatchObject({ code: 'invalid-request' });
    expect(driver.dualStack.choose([1], 20)[0]).toBeDefined();
  });

  const refused = { code: 'internal', message: '' } as const;
  it.each([
    ['refused', () => driver.calls.shift()?.answer([...Array<typeof signedPut>(6).fill(signedPut), refused])],
    ['lost with its call', () => driver.calls.shift()?.fail(new CallFailure('network', ''))],
    ['stopped', (stop: AbortController) => stop.abort()],
  ])('lets another file try the dual-stack endpoint when the first one is %s', async (_what, end) => {
    driver = new SignerDriver(6);
    const stop = new AbortController();
    void driver.sign(names(6));
    void driver.sign(['tries'], { signal: stop.signal });
    await settled();
    expect(driver.calls[0]?.endpoints[6]).toBe('dual-stack');
    end(stop);
    await settled();
    driver.calls.length = 0;
    expect(driver.dualStack.choose([1], 9)[0]).toBeDefined();
  });
});
