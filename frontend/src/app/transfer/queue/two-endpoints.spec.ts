/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { FileToUpload } from '@airlock/contract';

import type { PutAnswer, TransferPorts } from '../ports.ts';
import { settled } from '../testing/fake-ports.ts';
import { FakeStore } from '../testing/fake-store.ts';
import type { UploadState } from '../upload-state.ts';
import { UploadQueue } from './upload-queue.ts';

const crc64nvme = 'rosUhgp5mYg=';
const file = new File(['123456789'], 'x');
const count = 300;
const [usual, dual] = ['https://s3.example', 'https://s3.dualstack.example'];

type Endpoint = (sent: number, signal: AbortSignal) => Promise<PutAnswer>;
const quick: Endpoint = async () => {
  await settled();
  return { status: 200, crc64nvme };
};
const silent: Endpoint = async () => {
  await settled();
  return { status: 0 };
};
const refusing: Endpoint = async () => {
  await settled();
  return { status: 403, code: 'AccessDenied' };
};
const hanging: Endpoint = (_sent, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
/** Answers so many files and then no more. */
const cutAfter =
  (answered: number): Endpoint =>
  (sent, signal) =>
    sent <= answered ? quick(sent, signal) : silent(sent, signal);

let isOlderBackEnd: boolean;
let calls: number;
let states: UploadState['kind'][];
let stored: Set<string>;
/** Requests with bytes by endpoint: all of them, those in flight, and the most of these. */
let puts: Record<string, { sent: number; inFlight: number; most: number }>;
beforeEach(() => {
  isOlderBackEnd = false;
  calls = 0;
  states = [];
  stored = new Set();
  puts = Object.fromEntries([usual, dual].map((it) => [it, { sent: 0, inFlight: 0, most: 0 }]));
});

const signed = ({ path, endpoint }: FileToUpload) => ({
  ...{ url: `${endpoint === 'dual-stack' ? dual : usual}/${path}`, headers: {}, expiresAt: '' },
});

/** What a back end answers that does not know the dual-stack endpoint. */
const unknownEndpoint = { code: 'invalid-request', message: 'Unknown field.', field: 'endpoint' } as const;

/** Returns ports of an S3 with two endpoints, of which the dual-stack one answers like this. */
function portsWith(dualStack: Endpoint): TransferPorts {
  const visit = new FakeStore().visit();
  const answering = async <T>(answer: T): Promise<T> => {
    calls += 1;
    await settled();
    return answer;
  };
  return {
    ...visit,
    hasDualStack: true,
    api: {
      ...visit.api,
      presignPut: (request) => answering(signed(request)),
      presignPutBatch: (requests) =>
        answering(requests.map((it) => (isOlderBackEnd && it.endpoint ? unknownEndpoint : signed(it)))),
      describeFile: (path) => answering(stored.has(path) ? { sizeBytes: 9, etag: '"e"', crc64nvme } : undefined),
    },
    hash: (_body, _sliceBytes, { slice }) => Promise.resolve(crc64nvme).then(slice),
    clock: {
      now: () => 0,
      wait: (_ms, signal) =>
        settled()
          .then(settled)
          .then(() => signal.throwIfAborted()),
    },
    put: async ({ url }, _body, _progress, signal) => {
      const at = puts[new URL(url).origin]!;
      at.sent += 1;
      at.most = Math.max(at.most, (at.inFlight += 1));
      const endpoint = url.startsWith(dual) ? dualStack : quick;
      const answer = await endpoint(at.sent, signal).finally(() => (at.inFlight -= 1));
      if (answer.status === 200) stored.add(url.slice(new URL(url).origin.length + 1));
      return answer;
    },
  };
}

/** Sends all files. Resolves when each has ended. */
function send(dualStack: Endpoint): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const follow = ({ state: { kind } }: { state: UploadState }) => {
      states.push(kind);
      if ((kind === 'done' || kind === 'failed') && (left -= 1) === 0) resolve();
    };
    const queue = new UploadQueue(portsWith(dualStack), follow, { sendAtOnce: 5, extraAtOnce: 1, hashAhead: 4 });
    queue.add(Array.from({ length: count }, (_, index) => ({ path: `f/${index}`, file, contentType: 'a/b' })));
  });
}

describe('small files and the dual-stack endpoint', () => {
  it('go to both endpoints evenly, six at a time to each', async () => {
    await send(quick);
    expect([puts[usual]?.most, puts[dual]?.most]).toEqual([6, 6]);
    expect(puts[dual]!.sent).toBeGreaterThan(count / 3);
    expect(puts[dual]!.sent).toBeLessThanOrEqual(count / 2 + 6);
    expect(puts[usual]!.sent + puts[dual]!.sent).toBe(count);
  });

  it.each([
    ['does not answer', silent],
    ['refuses', refusing],
    ['hangs', hanging],
  ])('all arrive when it %s, after three tries', async (_what, endpoint) => {
    await send(endpoint);
    expect(stored.size).toBe(count);
    expect(states).not.toContain('failed');
    expect(puts[dual]).toMatchObject({ sent: 3, most: 1 });
    expect(puts[usual]?.sent).toBe(count);
    expect(calls).toBeLessThan(20);
  });

  it('all arrive at the usual one when the back end is older and does not sign for the other', async () => {
    isOlderBackEnd = true;
    await send(quick);
    expect(stored.size).toBe(count);
    expect(states).not.toContain('failed');
    expect([puts[usual]?.sent, puts[dual]?.sent]).toEqual([count, 0]);
    expect(calls).toBeLessThan(20);
  });

  it('wait for nothing but what it has when it hangs in the middle, and all arrive when its requests end', async () => {
    let end: (answer: PutAnswer) => void = () => undefined;
    const ended = new Promise<PutAnswer>((resolve) => (end = resolve));
    const sending = send((sent, signal) => (sent <= 20 ? quick(sent, signal) : ended));
    for (let turn = 0; turn < 5_000; turn += 1) await settled();
    const hanging = puts[dual]!.inFlight;
    // Each call signs as many for it as for the usual one, until it has half of what is signed.
    expect([hanging, stored.size > count * 0.7]).toEqual([6, true]);
    end({ status: 0 });
    await sending;
    expect(stored.size).toBe(count);
    expect(states).not.toContain('failed');
  });

  it('all arrive when it fails in the middle, and what was in flight there is asked about', async () => {
    await send(cutAfter(40));
    expect(stored.size).toBe(count);
    expect(states).not.toContain('failed');
    // At most six are in flight when it fails, and two more try it.
    expect(puts[dual]!.sent).toBeLessThanOrEqual(40 + 6 + 2);
    expect(calls).toBeLessThan(40);
  });
});
