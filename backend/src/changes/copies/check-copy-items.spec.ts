import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../../testing/change-world.ts';
import { moveFiles } from '../move-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const move = (request: Parameters<typeof moveFiles>[2]) => moveFiles(world, world.caller, request);

describe('a request that contradicts itself', () => {
  const etag = '"ffffffffffffffffffffffffffffffff"';
  const at = (path: string, to: string) => ({ path, etag, to });
  const folder = (name: string, to: string) => ({ folder: name, to });

  it.each([
    ['to where it is', [at('a', 'a')], 'items.0.to'],
    ['a folder to where it is', [folder('a', 'a/')], 'items.0.to'],
    ['a folder into itself', [folder('a', 'a/b')], 'items.0.to'],
    ['a file into a folder that is moved', [folder('a', 'b'), at('x', 'a/x')], 'items.1.to'],
    ['a folder into another one that is moved', [folder('c', 'a/b/c'), folder('a/b', 'd')], 'items.0.to'],
    ['a file into the new folder of another item', [at('x', 'c/x'), folder('a', 'c')], 'items.0.to'],
    ['a folder into the new folder of another one', [folder('a', 'c'), folder('b', 'c/b')], 'items.1.to'],
    ['a file of a folder that is moved', [folder('a', 'b'), at('a/b/c', 'd')], 'items.1.path'],
    ['a folder of a folder that is moved', [folder('a/b', 'c'), folder('a', 'd')], 'items.0.folder'],
    ['one file twice', [at('a', 'b'), at('a', 'c')], 'items.1.path'],
    ['two files to one name', [at('a', 'c'), at('b', 'c')], 'items.1.to'],
    ['two folders to one name', [folder('a', 'c'), folder('b', 'c/')], 'items.1.to'],
  ])('is refused before anything is moved: %s', async (_, items, field) => {
    world.put('a', 'a/b/c', 'b', 'x');
    await expect(move({ items })).rejects.toMatchObject({ code: 'invalid-request', field });
    expect(world.paths).toEqual(['a', 'a/b/c', 'b', 'x']);
    expect((await world.changes.list(world.caller, { limit: 1 })).changeIds).toEqual([]);
  });
});
