/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import type { TransferPorts } from '../ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import { UploadQueue } from './upload-queue.ts';

const crc64nvme = 'rosUhgp5mYg=';
const signed = { url: 'https://s3.example', headers: {}, expiresAt: '' };
const file = new File(['123456789'], 'x');

/** Returns ports that answer everything at once and count the calls. */
function quickPorts() {
  const counts = { calls: 0, put: 0, wait: 0, atOnce: 0, mostAtOnce: 0 };
  const visit = new FakeStore().visit();
  const presignPut = () => {
    counts.calls += 1;
    return Promise.resolve(signed);
  };
  const presignPutBatch: TransferPorts['api']['presignPutBatch'] = (requests) => {
    counts.calls += 1;
    return Promise.resolve(requests.map(() => signed));
  };
  const ports: TransferPorts = {
    ...visit,
    api: { ...visit.api, presignPut, presignPutBatch },
    hash: (_body, _sliceBytes, { slice }) => Promise.resolve(crc64nvme).then(slice),
    clock: { now: () => 0, wait: () => Promise.resolve(void (counts.wait += 1)) },
    put: async () => {
      counts.put += 1;
      counts.mostAtOnce = Math.max(counts.mostAtOnce, (counts.atOnce += 1));
      await Promise.resolve();
      counts.atOnce -= 1;
      return { status: 200, crc64nvme };
    },
  };
  return { ports, counts };
}

const uploads = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `f/${index}`, file, contentType: 'a/b' }));

async function run(count: number) {
  const { ports, counts } = quickPorts();
  const startedCpu = process.cpuUsage();
  await new Promise<void>((resolve) => {
    let left = count;
    const queue = new UploadQueue(
      ports,
      ({ state }) => {
        if (state.kind === 'done' && (left -= 1) === 0) resolve();
      },
      { sendAtOnce: 4, hashAhead: 4 },
    );
    queue.add(uploads(count));
  });
  const { user, system } = process.cpuUsage(startedCpu);
  return { ...counts, cpuMs: (user + system) / 1_000 };
}

describe('ten thousand small files', () => {
  it('cost ten times as much as a thousand, without a timer, and no more at a time than few', async () => {
    await run(1_000);
    const few = await run(1_000);
    const many = await run(10_000);
    expect(many).toMatchObject({ put: 10_000, wait: 0 });
    expect(many.mostAtOnce).toBeLessThanOrEqual(4);
    // Linear growth would be 10 times, and quadratic growth 100 times.
    expect(many.cpuMs / few.cpuMs).toBeLessThan(30);
  }, 30_000);

  it('are signed with at most one call of the API for 50 of them', async () => {
    const { calls, put } = await run(10_000);
    expect(put).toBe(10_000);
    expect(calls).toBeLessThanOrEqual(200);
  }, 30_000);

  it('are paused, resumed and cancelled in one go', () => {
    const { ports } = quickPorts();
    const states = new Map<string, number>();
    const queue = new UploadQueue(
      { ...ports, hash: () => new Promise(() => undefined) },
      ({ state }) => states.set(state.kind, (states.get(state.kind) ?? 0) + 1),
      { sendAtOnce: 4, hashAhead: 4 },
    );
    const added = queue.add(uploads(10_000));
    for (const { id } of added) queue.pause(id);
    for (const { id } of added) queue.resume(id);
    for (const { id } of added) queue.cancel(id);
    expect([states.get('paused'), states.get('waiting'), states.get('cancelled')]).toEqual([10_000, 10_000, 10_000]);
  });
});
