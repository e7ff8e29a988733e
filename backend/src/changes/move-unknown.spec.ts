import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { continueChange } from './run-change.ts';
import { showChange } from './show-change.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const move = async (request: Parameters<typeof moveFiles>[2]) => (await moveFiles(world, world.caller, request)).change;
const rename = (path: string, etag: string, to: string) => ({ items: [{ path, etag, to }] });

describe('a file of which the store does not say what became of it', () => {
  it('that it was copied is found by the workflow, and is there once', async () => {
    const etags = world.put('a.txt');
    const original = world.copies.copyFile.bind(world.copies);
    const lost = jest.spyOn(world.copies, 'copyFile').mockImplementation(async (copy) => {
      await original(copy);
      return { kind: 'unknown' };
    });
    const { changeId, state } = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(state).toBe('running');
    lost.mockRestore();
    await world.finish(moveAction(world), changeId);
    expect(world.paths).toEqual(['b.txt']);
    const { change } = await showChange(world, world.caller, { changeId });
    expect(change).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
  });

  it('that it was deleted is asked again by the workflow, and is there once', async () => {
    const etags = world.put('a.txt');
    const unknown = jest
      .spyOn(world.files, 'deleteVersions')
      .mockImplementation((versions) => Promise.resolve(versions.map(() => 'unknown')));
    const { changeId, state } = await move(rename('a.txt', etags['a.txt']!, 'b.txt'));
    expect(state).toBe('running');
    expect(world.workflow.started).toEqual([{ operation: 'move-files', userId: world.caller.id, changeId }]);
    unknown.mockRestore();
    await world.finish(moveAction(world), changeId);
    expect(world.paths).toEqual(['b.txt']);
  });

  it('because it is not copied within the time of a call, is tried again as a failure and not for ever', async () => {
    world.put('a/1', 'a/2');
    const original = world.copies.copyFile.bind(world.copies);
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    jest
      .spyOn(world.copies, 'copyFile')
      .mockImplementation((copy) =>
        copy.from === world.keyOf('a/2') ? Promise.resolve({ kind: 'unknown' }) : original(copy),
      );
    const { changeId, state } = await move({ items: [{ folder: 'a', to: 'b' }] });
    expect([state, world.paths]).toEqual(['running', ['a/2', 'b/1']]);
    const next = continueChange(world, moveAction(world), world.caller, changeId);
    await expect(next).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is not asked again within a call that has taken long', async () => {
    const etags = world.put('a.txt');
    const now = performance.now.bind(performance);
    let passed = 0;
    const time = jest.spyOn(performance, 'now').mockImplementation(() => now() + passed);
    const unknown = jest.spyOn(world.files, 'deleteVersions').mockImplementation((versions) => {
      passed += 5000;
      return Promise.resolve(versions.map(() => 'unknown'));
    });
    expect((await move(rename('a.txt', etags['a.txt']!, 'b.txt'))).state).toBe('running');
    expect(unknown).toHaveBeenCalledTimes(1);
    time.mockRestore();
  });
});
