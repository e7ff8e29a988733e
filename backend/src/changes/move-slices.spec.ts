/** Moves that calls break off, repeat or overlap: every file is moved once or not at all, and undo puts it back. */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ChangeWorld } from '../testing/change-world.ts';
import { killAfter } from '../testing/kill-after.ts';
import { moveAction } from './copies/copying-action.ts';
import { moveFiles } from './move-files.ts';
import { continueChange, failChange } from './run-change.ts';
import { showChange } from './show-change.ts';
import { stopChange } from './stop-change.ts';

let world: ChangeWorld;
let etags: Readonly<Record<string, string>>;
const names = Array.from({ length: 1100 }, (_, index) => `a/${String(index).padStart(4, '0')}`);
beforeEach(() => {
  world = new ChangeWorld();
  etags = world.put(...names);
  world.pass(300);
});

const begin = async () => (await moveFiles(world, world.caller, { items: [{ folder: 'a', to: 'b' }] })).change;
const undo = async (change: string) => (await moveFiles(world, world.caller, { change })).change;
const show = async (changeId: string) => (await showChange(world, world.caller, { changeId })).change;
const next = (changeId: string) => continueChange(world, moveAction(world), world.caller, changeId);
const finish = (changeId: string) => world.finish(moveAction(world), changeId);
const etagOf = async (path: string) => (await world.files.describe(world.keyOf(path)))?.etag;

/** Expects every file of the folder in the other one, with its own content, and nothing else. */
async function expectMoved(from = 'a', to = 'b', others: readonly string[] = []): Promise<void> {
  const moved = names.map((name) => `${to}${name.slice(1)}`);
  expect(world.paths).toEqual([...others, ...moved].toSorted());
  for (const name of names) expect(await etagOf(`${to}${name.slice(1)}`)).toBe(etags[name]);
  expect(world.paths.filter((path) => path.startsWith(`${from}/`))).toEqual(
    others.filter((path) => path.startsWith(`${from}/`)),
  );
}

describe('a move of more than one slice', () => {
  it('moves all files, and its undo moves back exactly those', async () => {
    const { changeId } = await begin();
    await finish(changeId);
    await expectMoved();
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1100, totalCount: 1100, to: 'b' });
    world.put('b/new');
    const back = await undo(changeId);
    expect(back).toMatchObject({ first: { folder: 'b' }, to: 'a', state: 'running' });
    await finish(back.changeId);
    expect(await show(back.changeId)).toMatchObject({ state: 'done', doneCount: 1100, failedCount: 0 });
    await expectMoved('b', 'a', ['b/new']);
    const again = await undo(back.changeId);
    await finish(again.changeId);
    await expectMoved('a', 'b', ['b/new']);
  });

  it('leaves what is stored into the folder after it began', async () => {
    const { changeId } = await begin();
    world.put('a/0000 new', 'a/zzz');
    await finish(changeId);
    await expectMoved('a', 'b', ['a/0000 new', 'a/zzz']);
    expect(await show(changeId)).toMatchObject({ doneCount: 1100, failedCount: 0 });
  });
});

describe('a file without a checksum', () => {
  const bare = (path: string, digit: string) =>
    world.files.put(world.keyOf(path), { sizeBytes: 7, etag: `"${digit.repeat(32)}"` });

  it('is not moved onto another one of its size that has none either', async () => {
    bare('a/0003', 'a');
    const { changeId } = await begin();
    bare('b/0003', 'b');
    await finish(changeId);
    expect((await show(changeId)).failed).toEqual([{ path: 'a/0003', code: 'already-exists' }]);
    expect([await etagOf('a/0003'), await etagOf('b/0003')]).toEqual([`"${'a'.repeat(32)}"`, `"${'b'.repeat(32)}"`]);
  });

  it('is moved once by a slice that is killed, and is moved back', async () => {
    bare('a/0003', 'a');
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'createNotes', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    await finish(changeId);
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1100, failedCount: 0 });
    expect(world.paths).toHaveLength(1100);
    const back = await undo(changeId);
    await finish(back.changeId);
    expect(await show(back.changeId)).toMatchObject({ state: 'done', doneCount: 1100, failedCount: 0 });
  });

  it('stays where it is after a slice that was killed for good, and its copy goes', async () => {
    bare('a/0003', 'a');
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'createNotes', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    await failChange(world, moveAction(world), world.caller, changeId);
    revive();
    await finish((await undo(changeId)).changeId);
    expect(world.paths).toEqual(names);
  });
});

describe('a slice that is killed', () => {
  it.each([
    ['while it copies', 'copies', 'copyFile', 500],
    ['before its notes are written', 'changes', 'createNotes', 0],
    ['before the sources are deleted', 'files', 'deleteVersions', 0],
    ['before it is counted', 'changes', 'replace', 0],
  ] as const)('%s is repeated: none lost, none doubled', async (_, port, method, calls) => {
    const { changeId } = await begin();
    const revive = killAfter(world[port], method as never, calls);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    await finish(changeId);
    await expectMoved();
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1100, failedCount: 0 });
    const { changeId: backId } = await undo(changeId);
    await finish(backId);
    await expectMoved('b', 'a');
  });

  it('after it copied leaves a source that was replaced since, and names it: its copy may be a file of somebody', async () => {
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'createNotes', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    const newer = world.putVersion('a/0003');
    await finish(changeId);
    expect(await etagOf('a/0003')).toBe(newer);
    expect(await etagOf('b/0003')).toBe(etags['a/0003']);
    expect(await show(changeId)).toMatchObject({
      doneCount: 1099,
      failed: [{ path: 'a/0003', code: 'only-copied' }],
    });
  });

  it('after it deleted keeps the moved file, although a new one has the old name', async () => {
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'replace', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    const newer = world.putVersion('a/0003');
    await finish(changeId);
    expect(await etagOf('a/0003')).toBe(newer);
    expect(await etagOf('b/0003')).toBe(etags['a/0003']);
    expect(await show(changeId)).toMatchObject({ doneCount: 1100, failedCount: 0 });
  });

  it('is finished when the change is stopped, so that no file is there twice', async () => {
    const { changeId } = await begin();
    const revive = killAfter(world.files, 'deleteVersions', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    revive();
    await stopChange(world, world.caller, { changeId });
    expect(await next(changeId)).toBe(true);
    expect(await show(changeId)).toMatchObject({ state: 'stopped', doneCount: 1000 });
    expect(world.paths).toHaveLength(1100);
    await finish((await undo(changeId)).changeId);
    await expectMoved('b', 'a');
  });

  it('for good leaves a change whose undo removes the copies', async () => {
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'createNotes', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    await failChange(world, moveAction(world), world.caller, changeId);
    revive();
    expect(world.paths).toHaveLength(2100);
    const back = await undo(changeId);
    await finish(back.changeId);
    await expectMoved('b', 'a');
  });
});

describe('the undo of a slice that was killed for good', () => {
  it('leaves a file that was never moved, although somebody replaces its copy meanwhile', async () => {
    const { changeId } = await begin();
    const revive = killAfter(world.changes, 'createNotes', 0);
    await expect(next(changeId)).rejects.toThrow('killed');
    await failChange(world, moveAction(world), world.caller, changeId);
    revive();
    const back = await undo(changeId);
    const original = world.files.deleteVersions.bind(world.files);
    let newer = '';
    jest.spyOn(world.files, 'deleteVersions').mockImplementationOnce((versions) => {
      newer = world.putVersion('b/0003');
      return original(versions);
    });
    await finish(back.changeId);
    expect(await etagOf('a/0003')).toBe(etags['a/0003']);
    expect(await etagOf('b/0003')).toBe(newer);
    expect((await show(back.changeId)).failed).toEqual([{ path: 'b/0003', code: 'changed-meanwhile' }]);
  });
});

describe('a slice that is delivered twice at the same time', () => {
  it('moves each file once', async () => {
    const { changeId } = await begin();
    await Promise.allSettled([next(changeId), next(changeId), next(changeId)]);
    await finish(changeId);
    await expectMoved();
    expect(await show(changeId)).toMatchObject({ state: 'done', doneCount: 1100, failedCount: 0 });
  });

  it('takes back what it copied where the other call noted another name', async () => {
    const { changeId } = await begin();
    const original = world.changes.createNotes.bind(world.changes);
    jest.spyOn(world.changes, 'createNotes').mockImplementationOnce(async (caller, place, notes) => {
      const [{ key } = { key: '' }] = notes;
      await original(caller, place, [{ key, code: 'already-exists' }]);
      return original(caller, place, notes);
    });
    await finish(changeId);
    expect(world.paths).toHaveLength(1100);
    expect(await show(changeId)).toMatchObject({ doneCount: 1099, failed: [{ code: 'already-exists' }] });
  });
});

describe('an undo', () => {
  it('leaves a moved file that was replaced since, one whose old name is taken, and one that is gone', async () => {
    const { changeId } = await begin();
    await finish(changeId);
    const newer = world.putVersion('b/0001');
    const taken = world.putVersion('a/0002');
    world.files.trash(world.keyOf('b/0003'));
    const back = await undo(changeId);
    await finish(back.changeId);
    expect(await show(back.changeId)).toMatchObject({
      doneCount: 1097,
      failed: [
        { path: 'b/0001', code: 'changed-meanwhile' },
        { path: 'b/0002', code: 'already-exists' },
        { path: 'b/0003', code: 'not-found' },
      ],
    });
    expect([await etagOf('b/0001'), await etagOf('a/0002')]).toEqual([newer, taken]);
    expect(await etagOf('b/0002')).toBe(etags['a/0002']);
  });

  it('is not for a stranger, nor while the change runs', async () => {
    const { changeId } = await begin();
    await expect(undo(changeId)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const stolen = moveFiles(world, world.stranger, { change: changeId });
    await expect(stolen).rejects.toMatchObject({ code: 'not-found' });
  });
});
