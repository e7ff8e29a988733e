import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Change } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { Notices } from '../notices/notices.ts';
import { FileDeletes } from './file-deletes.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { aChange } from './testing/a-change.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const api = {
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  restoreFiles: jest.fn<ApiClient['restoreFiles']>(),
  stopChange: jest.fn<ApiClient['stopChange']>(),
  showChange: jest.fn<ApiClient['showChange']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
};
const changeId = '0123abcde-0123456789abcdef';
const done = aChange({ undo: { operation: 'restore-files', request: { change: changeId } } });
const restored = aChange({
  kind: 'restore',
  changeId: '0123abcdd-0123456789abcdef',
  undo: { operation: 'delete-files', request: { change: '0123abcdd-0123456789abcdef' } },
});
const item = (path: string) => ({ path, etag: `"${path}"` });
let deletes: FileDeletes;
let gone: string[];
let back: string[];

beforeEach(() => {
  for (const call of Object.values(api)) call.mockReset();
  api.listChanges.mockResolvedValue({ changes: [] });
  api.deleteFiles.mockResolvedValue({ change: done });
  api.restoreFiles.mockResolvedValue({ change: restored });
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  deletes = TestBed.inject(FileDeletes);
  gone = [];
  back = [];
  TestBed.inject(FolderChanges).restored.subscribe((paths) => back.push(...paths));
  TestBed.inject(FolderChanges).deleted.subscribe((paths) => gone.push(...paths));
});

const hidden = () => [...TestBed.inject(HiddenFiles).paths()];
const notices = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content());
const sentences = () => notices().map(({ sentence }) => sentence);
const turn = () => new Promise((resolve) => setTimeout(resolve));
async function press(label: string, at = 0): Promise<void> {
  notices()
    [at]?.actions?.find((action) => action.label === label)
    ?.choose();
  await turn();
}

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

describe('FileDeletes and people', () => {
  it('leaves no notice, name or hidden row to the next person, not even when the answer is late', async () => {
    const answer = deferred<{ change: Change }>();
    await deletes.delete([item('secret.txt')]);
    api.deleteFiles.mockReturnValue(answer.promise);
    const late = deletes.delete([item('report.txt')]);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    expect([notices(), hidden()]).toEqual([[], []]);
    answer.resolve({ change: done });
    await late;
    expect([notices(), gone]).toEqual([[], ['secret.txt']]);
    expect(TestBed.inject(Notices).undo()).toBe(false);
  });

  it('does not show what the next person hides when a delete of the person before has ended', async () => {
    const [first, second] = [deferred<{ change: Change }>(), deferred<{ change: Change }>()];
    api.deleteFiles.mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
    const ofAnna = deletes.delete([item('report.txt')]);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    TestBed.tick();
    const ofBen = deletes.delete([item('report.txt')]);
    first.resolve({ change: done });
    await ofAnna;
    expect([hidden(), gone]).toEqual([['report.txt'], []]);
    second.resolve({ change: done });
    await ofBen;
    expect([hidden(), gone]).toEqual([[], ['report.txt']]);
  });

  it('shows a change that was begun before the reload, once', async () => {
    const running = { ...done, state: 'running' as const, itemCount: 2, doneCount: 5, totalCount: 10 };
    api.listChanges.mockResolvedValue({ changes: [running] });
    session.set({ kind: 'signed-out' });
    TestBed.tick();
    session.set(anna);
    TestBed.tick();
    await turn();
    TestBed.tick();
    await turn();
    TestBed.tick();
    expect(sentences()).toEqual(['Deleting 5 of 10 files']);
  });
});
