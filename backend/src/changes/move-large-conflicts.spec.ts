/** Moves of files that are copied in parts, while somebody else changes a file, a name or an upload. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { showChange } from './show-change.ts';

const etag = '"0123456789abcdef0123456789abcdef-384"';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
  const film = { sizeBytes: 6 * 1024 ** 3, etag, crc64nvme: 'rosUhgp5mIg=', contentType: 'video/quicktime' };
  world.files.put(world.keyOf('film.mov'), film);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const items = [{ path: 'film.mov', etag, to: 'b/film.mov' }];
const begin = async (onConflict: 'fail' | 'keep-both' = 'fail') =>
  (await moveFiles(world, world.caller, { items, onConflict })).change;
const show = async (changeId: string) => (await showChange(world, world.caller, { changeId })).change;
const finish = (changeId: string) => world.finish(moveAction(world), changeId);

describe('a large file', () => {
  it('whose copy has another checksum stays, and the upload is freed', async () => {
    const { changeId } = await begin();
    world.copies.checksum = 'AAAAAAAAAP8=';
    await finish(changeId);
    expect((await show(changeId)).failed).toEqual([{ path: 'film.mov', code: 'checksum-mismatch' }]);
    expect(world.paths).toEqual(['film.mov']);
    expect(world.copies.open).toEqual([]);
  });

  it.each(['fail', 'keep-both'] as const)(
    'whose answer to its completion was lost is there once (%s)',
    async (onConflict) => {
      const original = world.copies.completeCopy.bind(world.copies);
      jest.spyOn(world.copies, 'completeCopy').mockImplementationOnce(async (copy) => {
        await original(copy);
        return { kind: 'taken' };
      });
      const { changeId } = await begin(onConflict);
      await finish(changeId);
      expect(world.paths).toEqual(['b/film.mov']);
      expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1, failedCount: 0 });
    },
  );

  it('whose name somebody takes meanwhile stays, or gets a number', async () => {
    const takeName = (): void => {
      const original = world.copies.copyPart.bind(world.copies);
      jest.spyOn(world.copies, 'copyPart').mockImplementationOnce((part) => {
        world.putVersion('b/film.mov');
        return original(part);
      });
    };
    takeName();
    const failing = await begin();
    await finish(failing.changeId);
    expect((await show(failing.changeId)).failed).toEqual([{ path: 'film.mov', code: 'already-exists' }]);
    expect(world.copies.open).toEqual([]);
    world.files.trash(world.keyOf('b/film.mov'));
    takeName();
    const both = await begin('keep-both');
    await finish(both.changeId);
    expect(world.paths).toEqual(['b/film (2).mov', 'b/film.mov']);
    expect(world.copies.open).toEqual([]);
  });

  it('that is replaced while somebody takes its name frees its upload', async () => {
    jest.spyOn(world.copies, 'copyPart').mockImplementationOnce(() => {
      world.putVersion('film.mov');
      world.putVersion('b/film.mov');
      return Promise.resolve({ kind: 'taken', mayBeOurs: false });
    });
    const { changeId } = await begin();
    await finish(changeId);
    expect((await show(changeId)).failed).toEqual([{ path: 'film.mov', code: 'already-exists' }]);
    expect(world.copies.open).toEqual([]);
  });

  it('that is replaced meanwhile stays, and the upload is freed', async () => {
    const original = world.copies.copyPart.bind(world.copies);
    jest.spyOn(world.copies, 'copyPart').mockImplementationOnce((part) => {
      world.putVersion('film.mov');
      return original(part);
    });
    const { changeId } = await begin();
    await finish(changeId);
    expect((await show(changeId)).failed).toEqual([{ path: 'film.mov', code: 'changed-meanwhile' }]);
    expect(world.paths).toEqual(['film.mov']);
    expect(world.copies.open).toEqual([]);
  });

  it('whose upload somebody frees is copied again', async () => {
    const { changeId } = await begin();
    const original = world.copies.copyPart.bind(world.copies);
    jest.spyOn(world.copies, 'copyPart').mockImplementationOnce(async (part) => {
      await world.copies.abortCopy(part);
      return original(part);
    });
    await finish(changeId);
    expect(world.paths).toEqual(['b/film.mov']);
  });
});
