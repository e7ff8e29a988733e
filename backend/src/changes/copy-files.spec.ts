import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { copyFiles } from './copy-files.ts';
import { deleteFiles } from './delete-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const copy = async (request: Parameters<typeof copyFiles>[2]) => (await copyFiles(world, world.caller, request)).change;

describe('copyFiles', () => {
  it('copies a file and a folder at once, and deletes exactly the copies to undo it', async () => {
    const etags = world.put('a.txt', 'f/1', 'f/g/2', 'f/g/');
    const change = await copy({
      items: [
        { path: 'a.txt', etag: etags['a.txt']!, to: 'c.txt' },
        { folder: 'f', to: 'h' },
      ],
    });
    expect(world.paths).toEqual(['a.txt', 'c.txt', 'f/1', 'f/g/', 'f/g/2', 'h/1', 'h/g/', 'h/g/2']);
    expect(change).toMatchObject({
      kind: 'copy',
      state: 'done',
      to: 'c.txt',
      doneCount: 4,
      failedCount: 0,
      undo: { operation: 'delete-files', request: { change: change.changeId } },
    });
    world.put('h/new');
    world.putVersion('h/1');
    const undo = await deleteFiles(world, world.caller, { change: change.changeId });
    expect(undo.change).toMatchObject({ doneCount: 3, failed: [{ path: 'h/1', code: 'changed-meanwhile' }] });
    expect(world.paths).toEqual(['a.txt', 'f/1', 'f/g/', 'f/g/2', 'h/1', 'h/new']);
  });
});
