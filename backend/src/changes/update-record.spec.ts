import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteFiles } from './delete-files.ts';
import { updateRecord } from './update-record.ts';

let world: ChangeWorld;
let changeId: string;
beforeEach(async () => {
  world = new ChangeWorld();
  ({ changeId } = (await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] })).change);
});

/** Lets another call write to the record between a read and the write that follows it. */
function interfere(times: number): void {
  const read = world.changes.read.bind(world.changes);
  const spy = jest.spyOn(world.changes, 'read');
  for (let time = 0; time < times; time += 1) {
    spy.mockImplementationOnce(async (caller, id) => {
      const stored = await read(caller, id);
      await world.changes.replace(caller, { ...stored!.record, isStopping: true }, stored!.etag);
      return stored;
    });
  }
}

const count = () =>
  updateRecord(world, world.caller, changeId, (record) => ({ ...record, doneCount: record.doneCount + 1 }));

describe('updateRecord', () => {
  it('begins again with what another call has written in between', async () => {
    interfere(1);
    expect(await count()).toMatchObject({ doneCount: 1, isStopping: true });
  });

  it('gives up when it is never quick enough', async () => {
    interfere(100);
    await expect(count()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('writes nothing when there is nothing to change', async () => {
    const replace = jest.spyOn(world.changes, 'replace');
    await updateRecord(world, world.caller, changeId, (record) => record);
    expect(replace).not.toHaveBeenCalled();
  });

  it('knows no record of somebody else', async () => {
    const update = updateRecord(world, world.stranger, changeId, (record) => ({ ...record, doneCount: 1 }));
    await expect(update).rejects.toMatchObject({ code: 'not-found', field: 'changeId' });
  });
});
