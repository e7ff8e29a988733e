/** An execution of the workflow that may make no more calls leaves the change to the next one. */
import { beforeEach, describe, expect, it } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { deleteAction, deleteFiles } from './delete-files.ts';
import { callsPerExecution } from './hand-over.ts';
import { continueChange } from './run-change.ts';

let world: ChangeWorld;
let changeId: string;
beforeEach(async () => {
  world = new ChangeWorld();
  world.put(...Array.from({ length: 2500 }, (_, index) => `a/${String(index).padStart(4, '0')}`));
  world.pass(300);
  changeId = (await deleteFiles(world, world.caller, { items: [{ folder: 'a' }] })).change.changeId;
});

const next = () => continueChange(world, deleteAction(world), world.caller, changeId);
const stored = async () => (await world.changes.read(world.caller, changeId))!;
const counts = async () => {
  const { callCount, execution, doneCount, state } = (await stored()).record;
  return { callCount, execution, doneCount, state };
};

/** Lets the execution have made all the calls that it may. */
async function exhaust(): Promise<void> {
  const { record, etag } = await stored();
  await world.changes.replace(world.caller, { ...record, callCount: callsPerExecution }, etag);
}

describe('an execution of the workflow', () => {
  it('counts each of its calls', async () => {
    await next();
    expect(await counts()).toMatchObject({ callCount: 1, doneCount: 1000 });
    await next();
    expect(await counts()).toMatchObject({ callCount: 2, doneCount: 2000 });
  });

  it('that has made 1,000 calls starts the next one, which goes on, and ends', async () => {
    await next();
    await exhaust();
    expect(await next()).toBe(true);
    expect(await counts()).toEqual({ callCount: 0, execution: 1, doneCount: 1000, state: 'running' });
    const change = { operation: 'delete-files', userId: world.caller.id, changeId };
    expect(world.workflow.started).toEqual([change, { ...change, execution: 1 }]);
    await exhaust();
    expect(await next()).toBe(true);
    expect(world.workflow.started.at(-1)).toEqual({ ...change, execution: 2 });
    await world.finish(deleteAction(world), changeId);
    expect(await counts()).toMatchObject({ doneCount: 2500, state: 'done' });
    expect(world.paths).toEqual([]);
  });

  it('goes on itself when the next one cannot be started', async () => {
    await exhaust();
    world.workflow.failure = new Error('not reachable');
    await expect(next()).rejects.toThrow('not reachable');
    expect(await next()).toBe(false);
    expect(await counts()).toMatchObject({ callCount: 1, doneCount: 1000, state: 'running' });
  });

  it('that is called twice at its end starts one other', async () => {
    await exhaust();
    await Promise.all([next(), next()]);
    expect(world.workflow.started.map(({ execution }) => execution)).toEqual([undefined, 1]);
  });
});
