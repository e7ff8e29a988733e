import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteAction, deleteFiles } from './delete-files.ts';
import { restoreAction, restoreFiles } from './restore-files.ts';
import { continueChange, failChange } from './run-change.ts';
import { showChange } from './show-change.ts';
import { stopChange } from './stop-change.ts';

let world: ChangeWorld;
let etags: Readonly<Record<string, string>>;
const names = Array.from({ length: 2500 }, (_, index) => `a/${String(index).padStart(4, '0')}`);
beforeEach(() => {
  world = new ChangeWorld();
  etags = world.put(...names);
  world.pass(300);
});

const begin = async () => (await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] })).change;
const show = async (changeId: string) => (await showChange(world, world.caller, { changeId })).change;
const next = (changeId: string) => continueChange(world, deleteAction(world), world.caller, changeId);
const finish = (changeId: string) => world.finish(deleteAction(world), changeId);

describe('a change of more than 1,000 files', () => {
  it('is left to the workflow from its beginning, and begins with a whole second', async () => {
    const change = await begin();
    expect(change).toMatchObject({ state: 'running', doneCount: 0, startedAt: '2026-11-24T09:00:01.000Z' });
    expect(change.undo).toBeUndefined();
    expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(Date.parse(change.startedAt));
    expect(world.workflow.started).toEqual([
      { operation: 'delete-files', userId: world.caller.id, changeId: change.changeId },
    ]);
    expect(world.paths).toHaveLength(2500);
  });

  it('is done in slices of 1,000', async () => {
    const { changeId } = await begin();
    const deletes = jest.spyOn(world.files, 'deleteVersions');
    await next(changeId);
    expect(await show(changeId)).toMatchObject({ state: 'running', doneCount: 1000 });
    await finish(changeId);
    expect(deletes.mock.calls.map(([files]) => files.length)).toEqual([1000, 1000, 500]);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 2500, totalCount: 2500, failedCount: 0 });
    expect(world.paths).toEqual([]);
  });

  it('does not happen when the workflow cannot be started', async () => {
    world.workflow.failure = new Error('not reachable');
    await expect(begin()).rejects.toThrow('not reachable');
    expect(world.paths).toHaveLength(2500);
    const [changeId = ''] = (await world.changes.list(world.caller, { limit: 1 })).changeIds;
    expect(await show(changeId)).toMatchObject({ state: 'failed', doneCount: 0 });
  });

  it('leaves what was stored into the folder after it began', async () => {
    const { changeId } = await begin();
    world.put('a/0000 new', 'a/zzz');
    const newer = world.putVersion('a/2400');
    await finish(changeId);
    expect(world.paths).toEqual(['a/0000 new', 'a/2400', 'a/zzz']);
    expect((await world.files.describe(world.keyOf('a/2400')))?.etag).toBe(newer);
    expect(await show(changeId)).toMatchObject({ doneCount: 2499, failedCount: 0 });
  });

  it('is undone by its id, with the same versions', async () => {
    const { changeId } = await begin();
    await finish(changeId);
    const undo = await restoreFiles(world, world.caller, { change: changeId });
    expect(undo.change).toMatchObject({ kind: 'restore', state: 'running', first: { folder: 'a' } });
    await world.finish(restoreAction(world), undo.change.changeId);
    expect(await show(undo.change.changeId)).toMatchObject({ state: 'done', doneCount: 2500, failedCount: 0 });
    for (const name of names) expect((await world.files.describe(world.keyOf(name)))?.etag).toBe(etags[name]);
  });

  it('cannot be undone while it runs, and never by a stranger', async () => {
    const { changeId } = await begin();
    const undo = restoreFiles(world, world.caller, { change: changeId });
    await expect(undo).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const stolen = restoreFiles(world, world.stranger, { change: changeId });
    await expect(stolen).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cannot be undone by the operation of another kind', async () => {
    const { changeId } = await begin();
    await finish(changeId);
    const again = deleteFiles(world, world.caller, { change: changeId });
    await expect(again).rejects.toMatchObject({ code: 'invalid-request', field: 'change' });
  });
});

describe('a slice', () => {
  it('that broke off after it had deleted is repeated with the same files, each deleted once', async () => {
    const { changeId } = await begin();
    const replace = jest.spyOn(world.changes, 'replace').mockRejectedValueOnce(new Error('killed'));
    await expect(next(changeId)).rejects.toThrow('killed');
    expect(world.paths).toHaveLength(1500);
    replace.mockRestore();
    world.put('a/0000 stored between the two calls');
    await finish(changeId);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 2500, failedCount: 0 });
    expect(world.paths).toEqual(['a/0000 stored between the two calls']);
    const { versions } = await world.files.listVersions({ prefix: world.keyOf('a/0000'), limit: 10 });
    expect(versions.filter(({ file }) => file === undefined)).toHaveLength(1);
  });

  it('that is delivered twice at the same time is counted once', async () => {
    const { changeId } = await begin();
    await Promise.all([next(changeId), next(changeId)]);
    const { doneCount } = await show(changeId);
    expect([1000, 2000]).toContain(doneCount);
    await finish(changeId);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 2500, failedCount: 0 });
  });

  it('of which the store leaves something open is called again by the workflow', async () => {
    const { changeId } = await begin();
    const original = world.files.deleteVersions.bind(world.files);
    world.files.deleteVersions = (versions) => Promise.resolve(versions.map(() => 'unknown' as const));
    await expect(next(changeId)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await show(changeId)).toMatchObject({ doneCount: 0, failedCount: 0 });
    world.files.deleteVersions = original;
    await finish(changeId);
    expect(await show(changeId)).toMatchObject({ doneCount: 2500, failedCount: 0 });
  });

  it('is not begun when the change has been stopped, and can be undone then', async () => {
    const { changeId } = await begin();
    await next(changeId);
    const stopped = await stopChange(world, world.caller, { changeId });
    expect(stopped.change).toMatchObject({ state: 'running', doneCount: 1000 });
    expect(await next(changeId)).toBe(true);
    expect(await show(changeId)).toMatchObject({ state: 'stopped', doneCount: 1000 });
    expect(world.paths).toHaveLength(1500);
    const undo = await restoreFiles(world, world.caller, { change: changeId });
    await world.finish(restoreAction(world), undo.change.changeId);
    expect(world.paths).toHaveLength(2500);
  });

  it('that is under way when the change is stopped is still counted', async () => {
    const { changeId } = await begin();
    const original = world.files.deleteVersions.bind(world.files);
    world.files.deleteVersions = async (versions) => {
      await stopChange(world, world.caller, { changeId });
      return original(versions);
    };
    expect(await next(changeId)).toBe(true);
    expect(await show(changeId)).toMatchObject({ state: 'stopped', doneCount: 1000 });
  });
});

describe('a change that breaks off', () => {
  it('is marked as failed by the workflow, and what it did can be undone', async () => {
    const { changeId } = await begin();
    await next(changeId);
    await failChange(world, deleteAction(world), world.caller, changeId);
    expect(await show(changeId)).toMatchObject({
      state: 'failed',
      doneCount: 1000,
      undo: { operation: 'restore-files', request: { change: changeId } },
    });
  });

  it('counts as failed when it has made no progress for five minutes', async () => {
    const { changeId } = await begin();
    world.pass(5 * 60_000 - 1000);
    expect(await show(changeId)).toMatchObject({ state: 'running' });
    world.pass(2000);
    expect(await show(changeId)).toMatchObject({ state: 'failed', endedAt: '2026-11-24T09:00:01.000Z' });
  });

  it('while it is done at once can be undone, although it has counted nothing', async () => {
    const replace = jest.spyOn(world.changes, 'replace').mockRejectedValue(new Error('killed'));
    const items = names.slice(0, 3).map((path) => ({ path, etag: etags[path]! }));
    await expect(deleteFiles(world, world.caller, { items })).rejects.toThrow('killed');
    replace.mockRestore();
    world.pass(6 * 60_000);
    const [changeId = ''] = (await world.changes.list(world.caller, { limit: 1 })).changeIds;
    const { undo } = await show(changeId);
    expect(undo).toEqual({ operation: 'restore-files', request: { change: changeId } });
    const { change } = await restoreFiles(world, world.caller, { change: changeId });
    expect(change).toMatchObject({ doneCount: 3, failedCount: 0 });
    expect(world.paths).toHaveLength(2500);
  });
});
