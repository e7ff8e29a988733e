/** Large copies whose parts S3 is still joining when it is asked again: it answers 409 until the file is there. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { CodedError } from '../coded-error.ts';
import type { CopyCompletion, CopyToComplete } from '../files/copy-store.ts';
import { ChangeWorld } from '../testing/change-world.ts';
import { lockFiles } from '../testing/lock-files.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { continueChange } from './run-change.ts';
import { showChange } from './show-change.ts';
import { stopChange } from './stop-change.ts';

const gib = 1024 ** 3;
const etag = '"0123456789abcdef0123456789abcdef-24"';

let world: ChangeWorld;
let changeId: string;
beforeEach(async () => {
  world = new ChangeWorld();
  world.files.put(world.keyOf('film'), { sizeBytes: 6 * gib, etag, crc64nvme: 'rosUhgp5mIg=' });
  const items = [{ path: 'film', etag, to: 'b' }];
  changeId = (await moveFiles(world, world.caller, { items })).change.changeId;
});
afterEach(() => {
  jest.restoreAllMocks();
});

const next = () => continueChange(world, moveAction(world), world.caller, changeId);
const show = async () => (await showChange(world, world.caller, { changeId })).change;
/** Calls of S3 that copied a part. */
const partCount = () => world.copies.asked.length;

/** Lets S3 lose the answer to the first completion, and join the parts for so many milliseconds after it. */
function joinFor(milliseconds: number): void {
  const original = world.copies.completeCopy.bind(world.copies);
  let asked: CopyToComplete | undefined;
  let done: CopyCompletion | undefined;
  let end = Infinity;
  const arrive = async (): Promise<void> => {
    if (asked !== undefined && done === undefined && world.clock.now().getTime() >= end) done = await original(asked);
  };
  jest.spyOn(world.copies, 'completeCopy').mockImplementation(async (copy) => {
    await arrive();
    if (asked !== undefined) return done === undefined ? { kind: 'conflict' } : original(copy);
    asked = copy;
    end = world.clock.now().getTime() + milliseconds;
    throw new CodedError('unavailable', 'The answer was lost.');
  });
  const describe = world.files.describe.bind(world.files);
  jest.spyOn(world.files, 'describe').mockImplementation(async (key, versionId) => {
    await arrive();
    return describe(key, versionId);
  });
}

const unavailable = new CodedError('unavailable', 'The answer is late.');

/** Lets each call end after the first time that it asks S3 to join the parts. */
function waitForAnswer() {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + world.clock.now().getTime());
  return jest.spyOn(world.copies, 'completeCopy');
}

describe('a large copy whose parts S3 is still joining', () => {
  it.each([0, 5000, 200_000])('is waited for and not begun anew: %i ms', async (milliseconds) => {
    joinFor(milliseconds);
    await world.finish(moveAction(world), changeId);
    expect(world.paths).toEqual(['b']);
    expect(partCount()).toBe(24);
    expect(await show()).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
    expect(world.copies.open).toEqual([]);
  });

  it('is waited for by the calls after this one, each within its time', async () => {
    joinFor(100_000);
    const now = performance.now.bind(performance);
    let passed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
    const waitUntil = world.clock.waitUntil.bind(world.clock);
    jest.spyOn(world.clock, 'waitUntil').mockImplementation((time) => {
      passed += 1000;
      return waitUntil(time);
    });
    let calls = 1;
    while (calls < 50 && !(await next())) calls += 1;
    expect(calls).toBeGreaterThan(10);
    expect(partCount()).toBe(24);
    expect(world.paths).toEqual(['b']);
  });

  it('is finished when the change is stopped meanwhile, so that no file is there twice', async () => {
    joinFor(30_000);
    const waitUntil = jest.spyOn(world.clock, 'waitUntil').mockRejectedValueOnce(new Error('killed'));
    await expect(next()).rejects.toThrow('killed');
    waitUntil.mockRestore();
    await stopChange(world, world.caller, { changeId });
    await world.finish(moveAction(world), changeId);
    expect(world.paths).toEqual(['b']);
    expect(await show()).toMatchObject({ doneCount: 1, failedCount: 0 });
  });

  it('for somebody else’s file is refused, and its parts are freed', async () => {
    jest.spyOn(world.copies, 'completeCopy').mockImplementationOnce(() => {
      world.putVersion('b');
      return Promise.resolve({ kind: 'conflict' });
    });
    await world.finish(moveAction(world), changeId);
    expect(await show()).toMatchObject({ failed: [{ path: 'film', code: 'already-exists' }] });
    expect(world.paths).toEqual(['b', 'film']);
    expect(world.copies.open).toEqual([]);
  });

  it('is begun anew when four minutes have passed: its name was written and deleted meanwhile', async () => {
    const original = world.copies.copyPart.bind(world.copies);
    jest.spyOn(world.copies, 'copyPart').mockImplementationOnce((part) => {
      world.putVersion('b');
      world.files.trash(world.keyOf('b'));
      return original(part);
    });
    const before = world.clock.now().getTime();
    await world.finish(moveAction(world), changeId);
    expect(world.clock.now().getTime() - before).toBe(4 * 60_000);
    expect(partCount()).toBe(48);
    expect(world.paths).toEqual(['b']);
    expect(world.copies.open).toEqual([]);
  });

  it('keeps each call that asks for it waiting, and costs none of the few retries for four minutes', async () => {
    const original = world.copies.completeCopy.bind(world.copies);
    const end = world.clock.now().getTime() + 200_000;
    const complete = waitForAnswer();
    complete.mockImplementation((copy) => {
      world.pass(15_000);
      return world.clock.now().getTime() < end ? Promise.reject(unavailable) : original(copy);
    });
    let calls = 1;
    while (calls < 50 && !(await next())) calls += 1;
    expect(calls).toBeGreaterThan(10);
    expect(world.paths).toEqual(['b']);
    expect(await show()).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
  });

  it('is a failure when S3 has not answered for four minutes, and its parts stay for the next call', async () => {
    waitForAnswer().mockImplementation(() => {
      world.pass(60_000);
      return Promise.reject(unavailable);
    });
    const untilFailure = async (): Promise<void> => {
      for (let call = 0; call < 50; call += 1) await next();
    };
    await expect(untilFailure()).rejects.toMatchObject({ code: 'unavailable' });
    expect(world.copies.open).toEqual([world.keyOf('b')]);
    expect(partCount()).toBe(24);
  });

  it('is removed when the file has to stay: S3 was asked to join it, so it is ours', async () => {
    joinFor(0);
    lockFiles(world, 'film');
    await world.finish(moveAction(world), changeId);
    expect(await show()).toMatchObject({ failed: [{ path: 'film', code: 'storage-refused' }] });
    expect(world.paths).toEqual(['film']);
  });
});
