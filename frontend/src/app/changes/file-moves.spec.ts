import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Change, FailedItem, ItemCode } from '@airlock/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import type { Entry } from '../files/entry.ts';
import type { RenamedEntry } from '../files/file-actions.ts';
import { nameOf } from '../format/name-of.ts';
import { Notices } from '../notices/notices.ts';
import { ConflictQuestion } from './conflicts/conflict-question.ts';
import { FileMoves } from './file-moves.ts';
import { FolderChanges } from './folder-changes.ts';
import { HiddenFiles } from './hidden-files.ts';
import { RecentFolders } from './recent-folders.ts';
import { aChange } from './testing/a-change.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const api = {
  moveFiles: jest.fn<ApiClient['moveFiles']>(),
  copyFiles: jest.fn<ApiClient['copyFiles']>(),
  deleteFiles: jest.fn<ApiClient['deleteFiles']>(),
  presignGet: jest.fn<ApiClient['presignGet']>(),
  listChanges: jest.fn<ApiClient['listChanges']>(),
};
const ask = jest.fn<ConflictQuestion['ask']>();
const changeId = '0123abcde-0123456789abcdef';
const undo = { operation: 'move-files' as const, request: { change: changeId } };
const moved = aChange({ kind: 'move', undo });
const file = (path: string): Entry => ({
  kind: 'file',
  path,
  name: nameOf(path),
  sizeBytes: 1,
  modifiedAt: '2026-11-29T10:00:00.000Z',
  etag: `"${path}"`,
});
const folder = (path: string): Entry => ({ kind: 'folder', path, name: nameOf(path) });
const failing = (code: ItemCode, ...paths: string[]): { failed: FailedItem[]; failedCount: number } => ({
  failed: paths.map((path) => ({ path, code })),
  failedCount: paths.length,
});
let moves: FileMoves;
let gone: string[];
let renamed: RenamedEntry[];

beforeEach(() => {
  for (const call of [...Object.values(api), ask]) call.mockReset();
  ask.mockResolvedValue([]);
  api.listChanges.mockResolvedValue({ changes: [] });
  api.moveFiles.mockResolvedValue({ change: moved });
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: SESSION_STATE, useValue: session },
      { provide: ConflictQuestion, useValue: { ask } },
    ],
  });
  moves = TestBed.inject(FileMoves);
  [gone, renamed] = [[], []];
  TestBed.inject(FolderChanges).deleted.subscribe((paths) => gone.push(...paths));
  TestBed.inject(FolderChanges).renamed.subscribe((entries) => renamed.push(...entries));
});

const hidden = () => [...TestBed.inject(HiddenFiles).paths()];
const notices = () =>
  TestBed.inject(Notices)
    .all()
    .map(({ content }) => content());
const sentences = () => notices().map(({ sentence }) => sentence);
const turn = () => new Promise((resolve) => setTimeout(resolve));
const taken = jest.fn();

describe('FileMoves.rename', () => {
  it('shows the new name at once, and sends one request with the ETag of the row', async () => {
    const answer = deferred<{ change: Change }>();
    api.moveFiles.mockReturnValue(answer.promise);
    const ended = moves.rename(file('x/a.txt'), 'b.txt', taken);
    expect([renamed, hidden()]).toEqual([[{ from: 'x/a.txt', to: 'x/b.txt' }], ['x/a.txt']]);
    expect(api.moveFiles.mock.calls.map(([request]) => request)).toEqual([
      { items: [{ path: 'x/a.txt', etag: '"x/a.txt"', to: 'x/b.txt' }], onConflict: 'fail' },
    ]);
    answer.resolve({ change: moved });
    await ended;
    expect([renamed.length, hidden(), sentences()]).toEqual([1, [], ['“a.txt” renamed to “b.txt”']]);
  });

  it('waits for a rename before it does more with the file, and takes the ETag that the copy has', async () => {
    const answer = deferred<{ change: Change }>();
    api.moveFiles.mockReturnValueOnce(answer.promise);
    const told = { url: '', expiresAt: '', sizeBytes: 1, contentType: 'a/b', etag: '"new"' };
    api.presignGet.mockResolvedValue(told);
    const first = moves.rename(file('a'), 'b', taken);
    const second = moves.rename({ ...file('b'), etag: '"old"' } as Entry, 'c', taken);
    await turn();
    expect([api.moveFiles.mock.calls.length, renamed.at(-1)]).toEqual([1, { from: 'b', to: 'c' }]);
    answer.resolve({ change: moved });
    await Promise.all([first, second]);
    expect(api.moveFiles.mock.calls[1]?.[0].items).toEqual([{ path: 'b', etag: '"new"', to: 'c' }]);
  });

  it('renames a folder with its slash', async () => {
    await moves.rename(folder('x/a/'), 'A', taken);
    expect(api.moveFiles.mock.calls[0]?.[0].items).toEqual([{ folder: 'x/a/', to: 'x/A/' }]);
  });

  it.each(['changed-meanwhile', 'not-found', 'checksum-mismatch', 'invalid-path', 'unavailable'] as const)(
    'shows the old name again after %s',
    async (code) => {
      api.moveFiles.mockResolvedValue({ change: { ...moved, doneCount: 0, ...failing(code, 'a.txt') } });
      await moves.rename(file('a.txt'), 'b.txt', taken);
      expect([renamed.at(-1), hidden()]).toEqual([{ from: 'b.txt', to: 'a.txt' }, []]);
      expect(sentences()[0]).toContain('“a.txt”');
    },
  );

  it('asks for another name when the name is taken, and says nothing else', async () => {
    api.moveFiles.mockResolvedValue({ change: { ...moved, doneCount: 0, ...failing('already-exists', 'a.txt') } });
    await moves.rename(file('a.txt'), 'b.txt', taken);
    expect([taken.mock.calls.length, renamed.at(-1), sentences()]).toEqual([1, { from: 'b.txt', to: 'a.txt' }, []]);
  });

  it('shows the old name again when the answer is lost, and claims nothing', async () => {
    api.moveFiles.mockRejectedValue(new ApiError('network', ''));
    await moves.rename(file('a.txt'), 'b.txt', taken);
    expect([renamed.length, sentences()[0]]).toEqual([2, expect.stringContaining('The answer got lost')]);
  });

  it('tells the lists of the next person nothing', async () => {
    const answer = deferred<{ change: Change }>();
    api.moveFiles.mockReturnValue(answer.promise);
    const ended = moves.rename(file('a.txt'), 'b.txt', taken);
    session.set({ ...anna, userId: 'ben-id' });
    TestBed.tick();
    answer.reject(new ApiError('already-exists', ''));
    await ended;
    expect([renamed.length, sentences()]).toEqual([1, []]);
  });
});

describe('FileMoves.move', () => {
  it('hides what is moved, and takes it out of the lists when it is done', async () => {
    const answer = deferred<{ change: Change }>();
    api.moveFiles.mockReturnValue(answer.promise);
    const ended = moves.move([file('a'), folder('x/b/')], 'to/');
    expect([hidden(), sentences()]).toEqual([['a', 'x/b/'], ['Moving 2 files to “to”…']]);
    expect(api.moveFiles.mock.calls[0]?.[0]).toEqual({
      items: [
        { path: 'a', etag: '"a"', to: 'to/a' },
        { folder: 'x/b/', to: 'to/b/' },
      ],
      onConflict: 'fail',
    });
    answer.resolve({ change: { ...moved, doneCount: 7 } });
    await ended;
    expect([hidden(), gone, sentences()]).toEqual([[], ['a', 'x/b/'], ['7 files moved to “to”']]);
    expect(TestBed.inject(RecentFolders).folders()).toEqual(['to/']);
  });

  it('takes several requests for more than 1,000 files', async () => {
    await moves.move(
      Array.from({ length: 2500 }, (_, index) => file(`${index}`)),
      'to/',
    );
    expect(api.moveFiles.mock.calls.map(([{ items }]) => items?.length)).toEqual([1000, 1000, 500]);
  });

  it('leaves alone what is there already, and a folder that would be in itself', async () => {
    await moves.move([file('to/a'), folder('to/'), folder('t/')], 'to/');
    expect(api.moveFiles.mock.calls.map(([{ items }]) => items)).toEqual([[{ folder: 't/', to: 'to/t/' }]]);
    await moves.move([folder('to/')], 'to/deep/');
    expect(api.moveFiles).toHaveBeenCalledTimes(1);
  });

  it('shows a folder again of which something stays', async () => {
    const change = { ...moved, doneCount: 3, ...failing('changed-meanwhile', 'x/deep/a') };
    api.moveFiles.mockResolvedValue({ change });
    await moves.move([folder('x/'), file('b')], 'to/');
    expect([gone, hidden()]).toEqual([['b'], []]);
  });

  it('asks about names that are taken, and keeps both where the person wants it', async () => {
    const [a, b] = [file('a'), folder('b/')];
    api.moveFiles.mockResolvedValueOnce({
      change: { ...moved, doneCount: 1, ...failing('already-exists', 'a', 'b/') },
    });
    ask.mockResolvedValue([b]);
    await moves.move([a, b, file('c')], 'to/');
    await turn();
    expect(ask).toHaveBeenCalledWith([a, b], 'to/');
    expect(api.moveFiles.mock.calls[1]?.[0]).toEqual({
      items: [{ folder: 'b/', to: 'to/b/' }],
      onConflict: 'keep-both',
    });
    expect(sentences()).toEqual(['1 file moved to “to”', '“b” moved to “to”']);
  });

  it('does not ask in the middle of something else when the change took long', async () => {
    const answer = deferred<{ change: Change }>();
    api.moveFiles.mockReturnValueOnce(answer.promise);
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    const ended = moves.move([file('a'), file('b')], 'to/');
    now.mockReturnValue(60_000);
    answer.resolve({ change: { ...moved, ...failing('already-exists', 'a') } });
    await ended;
    now.mockRestore();
    expect([ask.mock.calls.length, notices()[0]?.details]).toEqual([0, ['1 name is already taken there.']]);
    notices()[0]
      ?.actions?.find(({ label }) => label === 'Decide…')
      ?.choose();
    expect(ask).toHaveBeenCalledWith([file('a')], 'to/');
    expect(notices()[0]?.actions?.map(({ label }) => label)).toEqual(['Undo']);
  });

  it('moves back what was moved, and again', async () => {
    await moves.move([file('a')], 'to/');
    TestBed.inject(Notices).undo();
    await turn();
    expect(api.moveFiles).toHaveBeenLastCalledWith({ change: changeId }, undefined, { keepalive: true });
    expect(sentences()).toEqual(['“a” moved back']);
    notices()[0]
      ?.actions?.find(({ label }) => label === 'Undo')
      ?.choose();
    await turn();
    expect(sentences()).toEqual(['“a” moved to “to”']);
  });
});

describe('FileMoves.copy', () => {
  beforeEach(() => {
    const undoCopy = { operation: 'delete-files' as const, request: { change: changeId } };
    api.copyFiles.mockResolvedValue({ change: aChange({ kind: 'copy', undo: undoCopy }) });
  });

  it('hides nothing, and gives copies beside their originals a number', async () => {
    const ended = moves.copy([file('x/a')], 'x/');
    expect(hidden()).toEqual([]);
    await ended;
    expect(api.copyFiles.mock.calls[0]?.[0]).toEqual({
      items: [{ path: 'x/a', etag: '"x/a"', to: 'x/a' }],
      onConflict: 'keep-both',
    });
    expect([gone, sentences()]).toEqual([[], ['“a” copied to “x”']]);
  });

  it('is undone by deleting the copies', async () => {
    api.deleteFiles.mockResolvedValue({ change: aChange({}) });
    await moves.copy([file('a')], 'to/');
    TestBed.inject(Notices).undo();
    await turn();
    expect(api.deleteFiles.mock.calls[0]?.[0]).toEqual({ change: changeId });
  });
});
