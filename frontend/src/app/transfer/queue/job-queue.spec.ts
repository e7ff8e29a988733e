/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';

import { deferred } from '../../../testing/deferred.ts';
import { settled } from '../testing/fake-ports.ts';
import { JobQueue } from './job-queue.ts';

describe('JobQueue', () => {
  it('starts jobs in the order they came, as many at a time as its limit allows', async () => {
    const queue = new JobQueue(() => 2);
    const started: number[] = [];
    const ends = Array.from({ length: 4 }, () => deferred<undefined>());
    ends.forEach((end, index) =>
      queue.enqueue(() => {
        started.push(index);
        return end.promise;
      }),
    );
    expect(started).toEqual([0, 1]);
    ends[1]?.resolve(undefined);
    await settled();
    expect(started).toEqual([0, 1, 2]);
    ends[0]?.resolve(undefined);
    ends[2]?.resolve(undefined);
    await settled();
    expect(started).toEqual([0, 1, 2, 3]);
  });

  it('starts more when its limit has risen, and no more than before when it has fallen', async () => {
    let limit = 1;
    const queue = new JobQueue(() => limit);
    const ends = Array.from({ length: 4 }, () => deferred<undefined>());
    let started = 0;
    for (const end of ends) {
      queue.enqueue(() => {
        started += 1;
        return end.promise;
      });
    }
    limit = 3;
    queue.startNext();
    expect(started).toBe(3);
    limit = 1;
    ends[0]?.resolve(undefined);
    await settled();
    expect(started).toBe(3);
  });

  it('starts each of thousands of jobs', async () => {
    const queue = new JobQueue(() => 3);
    const started: number[] = [];
    for (let index = 0; index < 3_500; index += 1) {
      queue.enqueue(() => Promise.resolve(void started.push(index)));
    }
    while (started.length < 3_500) await settled();
    expect(started).toEqual(Array.from({ length: 3_500 }, (_, index) => index));
  });
});
