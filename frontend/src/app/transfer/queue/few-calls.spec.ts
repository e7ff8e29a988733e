/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { TimedPorts, type StepTimes } from '../testing/timed-ports.ts';
import { UploadQueue } from './upload-queue.ts';

const limits = { sendAtOnce: 5, extraAtOnce: 1, hashAhead: 4, tinyAhead: 60 };
const places = limits.sendAtOnce + limits.extraAtOnce;
const tiny = new File([new Uint8Array(4096)], 'x');

const machines: [string, StepTimes][] = [
  ['a quick machine', { workerMs: 100, hashMs: 1, callMs: 60, putMs: 15 }],
  ['a busy machine', { workerMs: 400, hashMs: 6, callMs: 150, putMs: 60 }],
  ['a very busy machine', { workerMs: 800, hashMs: 15, callMs: 300, putMs: 100 }],
  ['a machine far from the server', { workerMs: 100, hashMs: 1, callMs: 250, putMs: 120 }],
];
const slowDisk: StepTimes = { workerMs: 100, hashMs: 30, callMs: 100, putMs: 60 };

/** Uploads `count` tiny files. Resolves with the number of calls, when the first file was sent, and when all were. */
async function upload(count: number, times: StepTimes) {
  const timed = new TimedPorts(times);
  await new Promise<void>((resolve) => {
    let left = count;
    const queue = new UploadQueue(
      timed.ports,
      ({ state }) => {
        if (state.kind === 'done' && (left -= 1) === 0) resolve();
      },
      limits,
    );
    queue.add(Array.from({ length: count }, (_, index) => ({ path: `f/${index}`, file: tiny, contentType: 'a/b' })));
  });
  return { calls: timed.calls.length, firstPutMs: timed.firstPutMs, endMs: timed.nowMs };
}

describe.each(machines)('Tiny files on %s', (_name, times) => {
  const { workerMs, hashMs, callMs, putMs } = times;

  it('need one call of the API for 50 of them', async () => {
    expect((await upload(300, times)).calls).toBeLessThanOrEqual(6);
  });

  it('take little longer than their bytes do', async () => {
    const { endMs } = await upload(300, times);
    const bytesMs = Math.max(300 * hashMs, (300 / places) * putMs);
    expect(endMs).toBeLessThan(1.25 * (workerMs + hashMs + callMs + bytesMs));
  });

  it.each([1, 12, 300])('are sent as soon as the first is signed, when there are %i', async (count) => {
    expect((await upload(count, times)).firstPutMs).toBe(workerMs + hashMs + callMs);
  });
});

describe('Tiny files on a slow disk', () => {
  it('are signed about once a second', async () => {
    const { calls, endMs } = await upload(300, slowDisk);
    expect(calls).toBeLessThanOrEqual(2 + Math.ceil(endMs / 1_000));
    expect(endMs).toBeLessThan(1.1 * 300 * slowDisk.hashMs);
  });
});
