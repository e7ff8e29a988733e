/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { names, SignerDriver } from '../testing/signer-driver.ts';

/** Size of a file that is not tiny. */
const someBytes = 1024 ** 2;
let driver: SignerDriver;

beforeEach(() => {
  driver = new SignerDriver();
});

describe('PutSigner', () => {
  it('signs the first file at once, although others are still being hashed', async () => {
    driver.signer.expect(someBytes);
    void driver.sign(['a']);
    await settled();
    expect(driver.asked).toEqual([['a']]);
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
    const hashing = names(5).map(() => driver.signer.expect(someBytes));
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
    const over = driver.signer.expect(someBytes);
    await driver.answerAndSend(first);
    void driver.sign(['x']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    over();
    over();
    await settled();
    expect(driver.asked).toEqual([['x']]);
  });

  it('signs at once when a connection has nothing to do', async () => {
    const first = driver.sign(names(5));
    await settled();
    driver.signer.expect(someBytes);
    await driver.answerAndSend(first);
    void driver.sign(['x']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    (await first[0]!).over();
    await settled();
    expect(driver.asked).toEqual([['x']]);
  });
});

describe('PutSigner and tiny files', () => {
  const tinyAhead = 60;
  const tinyBytes = 4096;

  beforeEach(() => {
    driver = new SignerDriver(tinyAhead);
  });

  it('prepares many from the beginning, and says so', () => {
    const { signer } = driver;
    const changed = jest.fn();
    signer.aheadChanged = changed;
    signer.expect(someBytes);
    expect([signer.ahead, changed.mock.calls.length]).toEqual([4, 0]);
    for (let files = 0; files < 40; files += 1) signer.expect(tinyBytes);
    expect([signer.ahead, changed.mock.calls.length]).toEqual([tinyAhead, 1]);
  });

  it('prepares few again when those that follow are larger', () => {
    driver.signer.expect(tinyBytes);
    expect(driver.signer.ahead).toBe(tinyAhead);
    driver.signer.expect(someBytes);
    expect(driver.signer.ahead).toBe(4);
  });

  it('signs the first at once, and those that follow with one call', async () => {
    const hashing = names(40).map(() => driver.signer.expect(tinyBytes));
    const [first] = driver.sign(['first']);
    await settled();
    void driver.sign(names(29));
    await settled();
    expect(driver.asked).toEqual([['first']]);
    void driver.sign(['last']);
    await settled();
    expect(driver.asked).toEqual([['first'], [...names(29), 'last']]);
    driver.calls[0]?.answer();
    await expect(first).resolves.toBeDefined();
    for (const over of hashing) over();
  });

  it('lets a connection wait for more of them, for a second at most', async () => {
    const [, over] = [driver.signer.expect(tinyBytes), driver.signer.expect(tinyBytes)];
    await driver.answerAndSend(await asked(['first']));
    driver.nowMs = 999;
    void driver.sign(['a']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    driver.nowMs = 1_000;
    over();
    await settled();
    expect(driver.asked).toEqual([['a']]);
  });

  it('lets nothing wait when no more are coming', async () => {
    const over = driver.signer.expect(tinyBytes);
    await driver.answerAndSend(await asked(['first']));
    void driver.sign(['a']);
    await settled();
    expect(driver.calls).toHaveLength(0);
    over();
    await settled();
    expect(driver.asked).toEqual([['a']]);
  });

  /** Asks for signatures, of which a call is made. */
  async function asked(paths: readonly string[]) {
    const files = driver.sign(paths);
    await settled();
    return files;
  }
});

describe('PutSigner and the speed', () => {
  /** Lets calls of `count` files be sent, each file within `fileMs`. Returns what is prepared ahead after each. */
  async function paceOf(count: number, fileMs: number, sizeBytes = 1): Promise<number[]> {
    const ahead = [driver.signer.ahead];
    for (let round = 0; round < 5; round += 1) {
      const files = driver.sign(names(count, round * count), { sizeBytes });
      await settled();
      driver.calls.shift()?.answer();
      for (const file of files) {
        const signed = await file;
        signed.taken();
        driver.nowMs += fileMs;
        signed.over();
      }
      ahead.push(driver.signer.ahead);
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
