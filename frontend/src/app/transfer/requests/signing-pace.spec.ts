/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { settled } from '../testing/fake-ports.ts';
import { names, SignerDriver } from '../testing/signer-driver.ts';

let driver: SignerDriver;
beforeEach(() => {
  driver = new SignerDriver();
});

describe('the pace of signing', () => {
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
