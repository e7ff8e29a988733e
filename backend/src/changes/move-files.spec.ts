import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { moveFiles } from './move-files.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

const move = async (request: Parameters<typeof moveFiles>[2]) => (await moveFiles(world, world.caller, request)).change;
const file = (path: string) => world.files.describe(world.keyOf(path));

describe('moveFiles', () => {
  it('renames a file at once, and says how to undo it', async () => {
    const etags = world.put('a.txt', 'b.txt');
    const before = await file('a.txt');
    const change = await move({ items: [{ path: 'a.txt', etag: etags['a.txt']!, to: 'c.txt' }] });
    expect(world.paths).toEqual(['b.txt', 'c.txt']);
    expect(await file('c.txt')).toEqual({ ...before, versionId: expect.any(String) });
    expect(change).toEqual({
      changeId: expect.stringMatching(/^[0-9a-z]{9}-[0-9a-f]{16}$/),
      kind: 'move',
      state: 'done',
      first: { path: 'a.txt' },
      to: 'c.txt',
      itemCount: 1,
      doneCount: 1,
      totalCount: 1,
      failedCount: 0,
      failed: [],
      undo: { operation: 'move-files', request: { change: change.changeId } },
      startedAt: '2026-11-24T09:00:00.000Z',
      endedAt: '2026-11-24T09:00:00.000Z',
    });
    expect(world.workflow.started).toEqual([]);
  });
});
