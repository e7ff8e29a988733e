/** Moves of files that are copied in parts, over several calls. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { killAfter } from '../testing/kill-after.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { continueChange, failChange } from './run-change.ts';
import { showChange } from './show-change.ts';
import { stopChange } from './stop-change.ts';

const gib = 1024 ** 3;
const etag = '"0123456789abcdef0123456789abcdef-384"';
const crc64nvme = 'rosUhgp5mIg=';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
  store('film.mov', 6 * gib);
});

function store(path: string, sizeBytes: number): void {
  world.files.put(world.keyOf(path), { sizeBytes, etag, crc64nvme, contentType: 'video/quicktime' });
}

const items = [{ path: 'film.mov', etag, to: 'b/film.mov' }];
const begin = async () => (await moveFiles(world, world.caller, { items, onConflict: 'fail' })).change;
const show = async (changeId: string) => (await showChange(world, world.caller, { changeId })).change;
const next = (changeId: string) => continueChange(world, moveAction(world), world.caller, changeId);
const finish = (changeId: string) => world.finish(moveAction(world), changeId);
const file = (path: string) => world.files.describe(world.keyOf(path));

/** Lets a second pass with each part, so that a call copies only some. */
function slowParts(): void {
  const now = performance.now.bind(performance);
  let passed = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
  const original = world.copies.copyPart.bind(world.copies);
  jest.spyOn(world.copies, 'copyPart').mockImplementation((part) => {
    passed += 1000;
    return original(part);
  });
}

/** Lets S3 copy so many parts within the time of a call, which is over then. */
function copyInTime(partCount: number): void {
  jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  const original = world.copies.copyPart.bind(world.copies);
  let asked = 0;
  jest.spyOn(world.copies, 'copyPart').mockImplementation((part) => {
    asked += 1;
    return asked > partCount ? Promise.resolve({ kind: 'unknown' }) : original(part);
  });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a large file', () => {
  it('is moved by the workflow in parts, with type and checksum, and moved back', async () => {
    const { changeId, state } = await begin();
    expect([state, world.workflow.started.length]).toEqual(['running', 1]);
    await finish(changeId);
    expect(world.paths).toEqual(['b/film.mov']);
    expect(await file('b/film.mov')).toMatchObject({ sizeBytes: 6 * gib, crc64nvme, contentType: 'video/quicktime' });
    expect(world.copies.asked).toHaveLength(24);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1, to: 'b/film.mov' });
    const { change: back } = await moveFiles(world, world.caller, { change: changeId });
    await finish(back.changeId);
    expect(world.paths).toEqual(['film.mov']);
    expect(world.copies.open).toEqual([]);
  });

  it('takes several calls, each of which goes on where the one before ended', async () => {
    const { changeId } = await begin();
    slowParts();
    let calls = 1;
    while (calls < 20 && !(await next(changeId))) {
      calls += 1;
      expect(await show(changeId)).toMatchObject({ state: 'running', doneCount: 0 });
    }
    expect(calls).toBeGreaterThan(1);
    expect(world.copies.asked).toHaveLength(24);
    expect(world.paths).toEqual(['b/film.mov']);
  });

  it('goes on after a call that has copied one of its parts in time', async () => {
    const { changeId } = await begin();
    copyInTime(1);
    expect(await next(changeId)).toBe(false);
  });

  it('is tried again as a failure, and not for ever, when a call has copied no part in time', async () => {
    const { changeId } = await begin();
    copyInTime(0);
    await expect(next(changeId)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('has a slice of its own between small ones', async () => {
    store('film/1 large', 6 * gib);
    store('film/0', 3);
    store('film/2', 3);
    world.pass(300);
    const { change } = await moveFiles(world, world.caller, { items: [{ folder: 'film', to: 'b' }] });
    await finish(change.changeId);
    expect(world.paths).toEqual(['b/0', 'b/1 large', 'b/2', 'film.mov']);
    expect(await show(change.changeId)).toMatchObject({ state: 'done', doneCount: 3, totalCount: 3 });
  });

  it.each([
    ['copyPart', 10],
    ['completeCopy', 0],
  ] as const)('whose call is killed in %s is copied once', async (method, calls) => {
    const { changeId } = await begin();
    const revive = killAfter(world.copies, method, calls);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    await finish(changeId);
    expect(world.paths).toEqual(['b/film.mov']);
    expect(world.copies.open).toEqual([]);
  });

  it('that two calls copy at the same time is there once', async () => {
    const { changeId } = await begin();
    await Promise.allSettled([next(changeId), next(changeId)]);
    await finish(changeId);
    expect(world.paths).toEqual(['b/film.mov']);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
    expect(world.copies.open).toEqual([]);
  });

  it('frees its upload when the change is stopped', async () => {
    const { changeId } = await begin();
    slowParts();
    expect(await next(changeId)).toBe(false);
    expect(world.copies.open).toHaveLength(1);
    await stopChange(world, world.caller, { changeId });
    expect(await next(changeId)).toBe(true);
    expect(world.copies.open).toEqual([]);
    expect(await show(changeId)).toMatchObject({ state: 'stopped' });
    expect(world.paths).toEqual(['film.mov']);
  });

  it.each([
    ['before it is noted', 'changes', 'createNotes', 2],
    ['before the source is deleted', 'files', 'deleteVersions', 0],
  ] as const)('that is copied already is finished when the change is stopped: %s', async (_, port, method, calls) => {
    const { changeId } = await begin();
    const revive = killAfter(world[port], method as never, calls);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    expect(world.paths).toEqual(['b/film.mov', 'film.mov']);
    await stopChange(world, world.caller, { changeId });
    expect(await next(changeId)).toBe(true);
    expect(world.paths).toEqual(['b/film.mov']);
    expect(await show(changeId)).toMatchObject({ doneCount: 1, undo: { operation: 'move-files' } });
  });

  it('frees its upload when the change fails', async () => {
    const { changeId } = await begin();
    slowParts();
    expect(await next(changeId)).toBe(false);
    await failChange(world, moveAction(world), world.caller, changeId);
    expect(world.copies.open).toEqual([]);
    expect(await show(changeId)).toMatchObject({ state: 'failed' });
    expect(world.paths).toEqual(['film.mov']);
  });
});
