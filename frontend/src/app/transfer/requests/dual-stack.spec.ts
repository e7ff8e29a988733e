/** @jest-environment node */
import { beforeEach, describe, expect, it } from '@jest/globals';

import type { PutAnswer } from '../ports.ts';
import { FakePorts, settled } from '../testing/fake-ports.ts';
import { DualStack, type DualStackUse } from './dual-stack.ts';

const { signal } = new AbortController();
const stored = { status: 200 };
let ports: FakePorts;
let dualStack: DualStack;
beforeEach(() => {
  ports = new FakePorts();
  dualStack = new DualStack(ports.clock, sendAtOnce);
});

const sendAtOnce = 6;

/** Chooses among so many files of one byte, beside others that are signed. Returns the places of the chosen ones. */
const places = (count: number, others = sendAtOnce) =>
  dualStack.choose(Array<number>(count).fill(1), others).flatMap((use, index) => (use ? [index] : []));

const one = (): DualStackUse => dualStack.choose([1], sendAtOnce)[0]!;
const answered = (answer: PutAnswer) => () => Promise.resolve(answer);

/** Sends the file that tries the endpoint, which answers like this. */
async function tryWith(answer: PutAnswer): Promise<void> {
  const use = one();
  await use.send(answered(answer), signal);
  use.over();
}

describe('DualStack', () => {
  it('lets one file try before others follow', async () => {
    const use = one();
    expect(places(10)).toEqual([]);
    await use.send(answered(stored), signal);
    use.over();
    expect(places(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 8]);
  });

  it('gets nothing while the usual endpoint can send all at once', async () => {
    expect(places(6, 0)).toEqual([]);
    expect(places(9, 0)).toEqual([6]);
    dualStack = new DualStack(ports.clock, sendAtOnce);
    await tryWith(stored);
    expect(places(8, 0)).toEqual([6, 7]);
  });

  it('lets another file try when the first one was stopped before its answer', () => {
    one().over();
    expect(places(2)).toEqual([0]);
  });

  it('gives both endpoints equally many', async () => {
    await tryWith(stored);
    expect(places(9, 7)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(places(3, 15)).toEqual([1]);
    expect(places(3, 15)).toEqual([]);
  });

  it('leaves files that are not small to the usual endpoint', async () => {
    await tryWith(stored);
    const [small, large] = [256 * 1024, 256 * 1024 + 1];
    expect(dualStack.choose([large, small, large], sendAtOnce).map((use) => use !== undefined)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it.each([0, 403])(
    'takes status %d for a failure, and signs nothing for it but one file that tries again',
    async (status) => {
      await tryWith(stored);
      const [first, second] = dualStack.choose([1, 1], sendAtOnce);
      await first!.send(answered({ status }), signal);
      expect([first!.isLost(), second!.isLost()]).toEqual([true, true]);
      expect(places(9, 9)).toEqual([0]);
    },
  );

  it.each([412, 503])('takes status %d for an answer', async (status) => {
    await tryWith({ status });
    expect(places(3)).toEqual([0, 1, 2]);
  });

  it('counts requests that fail together once', async () => {
    await tryWith(stored);
    const uses = dualStack.choose([1, 1, 1, 1], sendAtOnce).filter((use) => use !== undefined);
    expect(uses).toHaveLength(4);
    for (const use of uses) await use.send(answered({ status: 0 }), signal);
    for (const use of uses) use.over();
    await tryWith(stored);
    expect(places(3)).toEqual([0, 1, 2]);
  });

  it('hears no answer to what was signed before a failure', async () => {
    await tryWith(stored);
    const [first, second] = dualStack.choose([1, 1], sendAtOnce);
    await first!.send(answered({ status: 0 }), signal);
    await second!.send(answered(stored), signal);
    expect(places(9, 9)).toEqual([0]);
  });

  it('is left alone after three failures', async () => {
    for (const status of [0, 403, 0]) await tryWith({ status });
    expect(places(20)).toEqual([]);
  });

  it('is never chosen where S3 has one name only', () => {
    dualStack = new DualStack(ports.clock, 0);
    expect(places(20)).toEqual([]);
  });

  it('waits ten seconds for the first answer, and stops the request then', async () => {
    const hung: AbortSignal[] = [];
    const sending = one().send((until) => {
      hung.push(until);
      return ports.put({ url: '', headers: {} }, new Blob(), () => undefined, until);
    }, signal);
    const wait = await ports.next('wait');
    expect([wait.question, hung[0]?.aborted]).toEqual([10_000, false]);
    wait.answer(undefined);
    await expect(sending).resolves.toEqual({ status: 0 });
    expect(hung[0]?.aborted).toBe(true);
    expect(places(9, 9)).toEqual([0]);
  });

  it('waits as long as it takes once the endpoint has answered', async () => {
    await tryWith(stored);
    ports = new FakePorts();
    void one().send(answered(stored), signal);
    await settled();
    expect(ports.pending('wait')).toBe(0);
  });

  it('rejects with the reason of a file that is stopped, or with the error of its request', async () => {
    const stop = new AbortController();
    const put = (until: AbortSignal) => ports.put({ url: '', headers: {} }, new Blob(), () => undefined, until);
    const use = one();
    const sending = use.send(put, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(sending).rejects.toThrow('stopped');
    use.over();
    await expect(one().send(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });
});
