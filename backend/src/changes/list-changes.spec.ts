import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteFiles } from './delete-files.ts';
import { listChanges } from './list-changes.ts';
import { showChange } from './show-change.ts';
import { stopChange } from './stop-change.ts';

let world: ChangeWorld;
beforeEach(() => {
  world = new ChangeWorld();
});

async function change(path: string): Promise<string> {
  const etag = world.putVersion(path);
  const made = await deleteFiles(world, world.caller, { items: [{ path, etag }] });
  world.pass(1000);
  return made.change.changeId;
}

const list = (cursor?: string, caller = world.caller) => listChanges(world, caller, { cursor });

describe('listChanges', () => {
  it('lists the changes of the caller, the newest first, page by page', async () => {
    const made: string[] = [];
    for (let index = 0; index < 35; index += 1) made.unshift(await change(`f${index}`));
    const first = await list();
    const second = await list(first.cursor);
    expect([...first.changes, ...second.changes].map(({ changeId }) => changeId)).toEqual(made);
    expect(second.cursor).toBeUndefined();
    expect(await list(undefined, world.stranger)).toEqual({ changes: [] });
    await expect(list(first.cursor, world.stranger)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(list('abc')).rejects.toMatchObject({ code: 'invalid-request', field: 'cursor' });
  });
});

describe('showChange and stopChange', () => {
  it('know no change of somebody else', async () => {
    const changeId = await change('a.txt');
    const refused = { code: 'not-found', field: 'changeId' };
    await expect(showChange(world, world.stranger, { changeId })).rejects.toMatchObject(refused);
    await expect(stopChange(world, world.stranger, { changeId })).rejects.toMatchObject(refused);
  });

  it('leave a change that has ended as it is', async () => {
    const changeId = await change('a.txt');
    const shown = await showChange(world, world.caller, { changeId });
    expect(shown.change.state).toBe('done');
    expect(await stopChange(world, world.caller, { changeId })).toEqual(shown);
  });
});
