import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { ApiError } from '../api/api-error.ts';
import { Notices } from '../notices/notices.ts';
import { HiddenFiles } from './hidden-files.ts';
import { aChange } from './testing/a-change.ts';
import { changeId, DeletesWorld, done, item, restored } from './testing/deletes-world.ts';
import { turn } from './testing/moves-world.ts';

let world: DeletesWorld;
let api: DeletesWorld['api'];
let session: DeletesWorld['session'];
let deletes: DeletesWorld['deletes'];
let gone: DeletesWorld['gone'];
let back: DeletesWorld['back'];
let hidden: DeletesWorld['hidden'];
let notices: DeletesWorld['notices'];
let sentences: DeletesWorld['sentences'];
let press: DeletesWorld['press'];

beforeEach(() => {
  world = new DeletesWorld();
  ({ api, session, deletes, gone, back, hidden, notices, sentences, press } = world);
});

describe('FileDeletes', () => {
  it('keeps a folder in the lists as long as one of its files is there', async () => {
    const failed = [{ path: 'a/deep/x.txt', code: 'changed-meanwhile' as const }];
    api.deleteFiles.mockResolvedValue({ change: aChange({ doneCount: 4, failedCount: 1, failed }) });
    await deletes.delete([{ folder: 'a/' }, { folder: 'b/' }, item('c.txt')]);
    expect([gone, hidden()]).toEqual([['b/', 'c.txt'], []]);
  });

  it('sends at once, in one request, with the ETag of each row, and hides the rows meanwhile', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    const ended = deletes.delete([item('x/a'), item('b'), { folder: 'c' }]);
    expect(api.deleteFiles.mock.calls.map(([request]) => request)).toEqual([
      { items: [item('x/a'), item('b'), { folder: 'c' }] },
    ]);
    expect([hidden(), sentences()]).toEqual([['x/a', 'b', 'c'], ['Deleting 3 files…']]);
    answer.resolve({ change: { ...done, doneCount: 3 } });
    await ended;
    expect([hidden(), gone, sentences()]).toEqual([[], ['x/a', 'b', 'c'], ['3 files deleted']]);
  });

  it('takes several requests for more than 1,000 files', async () => {
    await deletes.delete(Array.from({ length: 2500 }, (_, index) => item(`${index}`)));
    expect(api.deleteFiles.mock.calls.map(([{ items }]) => items?.length)).toEqual([1000, 1000, 500]);
    expect(notices()).toHaveLength(1);
  });

  it('sends a few requests at a time, and none with the token of the next person', async () => {
    const answers = Array.from({ length: 6 }, () => deferred<{ change: Change }>());
    for (const { promise } of answers) api.deleteFiles.mockReturnValueOnce(promise);
    const ended = deletes.delete(Array.from({ length: 6_000 }, (_, index) => item(`${index}`)));
    await turn();
    expect(api.deleteFiles).toHaveBeenCalledTimes(4);
    answers[0]?.resolve({ change: done });
    await turn();
    expect(api.deleteFiles).toHaveBeenCalledTimes(5);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    for (const { resolve } of answers) resolve({ change: done });
    await ended;
    expect(api.deleteFiles).toHaveBeenCalledTimes(5);
  });

  it('brings back what was replaced meanwhile, and says why', async () => {
    const failed = [{ path: 'x/q3.pdf', code: 'changed-meanwhile' as const }];
    api.deleteFiles.mockResolvedValue({ change: { ...done, doneCount: 1, failedCount: 1, failed } });
    await deletes.delete([item('x/q3.pdf'), item('b')]);
    expect([hidden(), gone]).toEqual([[], ['b']]);
    expect(notices()[0]).toMatchObject({
      sentence: '1 file deleted. 1 file not deleted:',
      details: ['“q3.pdf” was replaced meanwhile and stays. Look at it, and delete it again.'],
      durationMs: undefined,
    });
  });

  it.each([
    ['unauthorized', '“a” could not be deleted. You are signed out.'],
    ['network', 'The answer got lost, so it is not certain what was done.'],
  ] as const)('brings rows back and claims nothing after %s', async (code, sentence) => {
    api.deleteFiles.mockRejectedValue(new ApiError(code, ''));
    await deletes.delete([item('a')]);
    expect([hidden(), gone]).toEqual([[], []]);
    expect(sentences()[0]).toContain(sentence);
    expect(notices()[0]?.actions).toEqual([]);
    expect(api.deleteFiles).toHaveBeenCalledTimes(1);
  });

  it('undoes, and undoes the undoing, in the same notice', async () => {
    await deletes.delete([item('a')]);
    await press('Undo');
    expect(api.restoreFiles.mock.calls[0]?.[0]).toEqual({ change: changeId });
    expect(sentences()).toEqual(['“a” restored']);
    expect([gone, back]).toEqual([['a'], ['a']]);
    await press('Undo');
    expect(api.deleteFiles.mock.calls[1]?.[0]).toEqual({ change: restored.changeId });
    expect(sentences()).toEqual(['“a” deleted']);
    expect([gone, back]).toEqual([['a', 'a'], ['a']]);
  });

  it('keeps the undo of the first when a second is deleted', async () => {
    await Promise.all([deletes.delete([item('a')]), deletes.delete([item('b')])]);
    expect(sentences()).toEqual(['“a” deleted', '“b” deleted']);
    await press('Undo', 0);
    expect(sentences()).toEqual(['“a” restored', '“b” deleted']);
  });

  it('goes back through the deletes, one for each Ctrl+Z', async () => {
    await deletes.delete([item('a')]);
    await deletes.delete([item('b')]);
    const undo = async () => {
      TestBed.inject(Notices).undo();
      await turn();
    };
    await undo();
    expect(sentences()).toEqual(['“a” deleted', '“b” restored']);
    await undo();
    await undo();
    expect(sentences()).toEqual(['“a” restored', '“b” restored']);
    await press('Undo', 1);
    await undo();
    expect(sentences()).toEqual(['“a” restored', '“b” restored']);
  });

  it('lets a person try again when undoing was refused', async () => {
    api.restoreFiles.mockRejectedValueOnce(new ApiError('too-many-requests', ''));
    await deletes.delete([item('a')]);
    await press('Undo');
    expect(sentences()[0]).toContain('“a” could not be restored. Too many requests');
    expect(back).toEqual([]);
    await press('Try again');
    expect([sentences(), back]).toEqual([['“a” restored'], ['a']]);
  });

  it('stops a change that goes on', async () => {
    const running = { ...done, state: 'running' as const, doneCount: 3200, totalCount: 10_000 };
    api.deleteFiles.mockResolvedValue({ change: running });
    api.stopChange.mockResolvedValue({ change: { ...running, state: 'stopped' } });
    const ended = deletes.delete([{ folder: 'a' }]);
    await turn();
    expect(notices()[0]).toMatchObject({ sentence: 'Deleting 3,200 of 10,000 files', progress: 0.32 });
    await press('Stop');
    await ended;
    expect(sentences()).toEqual(['Stopped. 3,200 files deleted, the others stay']);
    expect(notices()[0]?.actions?.map(({ label }) => label)).toEqual(['Undo']);
  });

  it('holds up a new file of the same name, and no other, until it is over', async () => {
    const answer = deferred<{ change: Change }>();
    api.deleteFiles.mockReturnValue(answer.promise);
    const ended = deletes.delete([item('a')]);
    const files = TestBed.inject(HiddenFiles);
    await files.settle('b');
    let isFree = false;
    const waiting = files.settle('a').then(() => (isFree = true));
    await turn();
    expect(isFree).toBe(false);
    answer.resolve({ change: done });
    await ended;
    TestBed.tick();
    await waiting;
    expect(isFree).toBe(true);
  });
});
