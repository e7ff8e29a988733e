import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { ArchiveFeed, type FedArchive } from './archive-feed.ts';
import type { PageMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const anna = { username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>({ kind: 'signed-in', ...anna });
const listFiles = jest.fn<ApiClient['listFiles']>();
const presignGetBatch = jest.fn<ApiClient['presignGetBatch']>();
const tell = jest.fn<(message: PageMessage) => Promise<boolean>>();
const waits = jest.fn();
let stop: AbortController;

beforeEach(() => {
  session.set({ kind: 'signed-in', ...anna });
  stop = new AbortController();
  listFiles.mockReset().mockResolvedValue({ folders: [], files: [] });
  presignGetBatch.mockReset();
  tell.mockReset().mockResolvedValue(true);
  waits.mockReset();
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { listFiles, presignGetBatch } },
      { provide: SESSION_STATE, useValue: session },
      { provide: WorkerLink, useValue: { tell } },
    ],
  });
});

const file = (path: string) => ({ path, sizeBytes: 4, modifiedAt: '2026-01-01T00:00:00.000Z' });
const archive = (content: Partial<FedArchive['content']> = {}): FedArchive => ({
  content: { files: [], folders: [], ...content },
  signal: stop.signal,
  waits,
});
const feed = () => TestBed.inject(ArchiveFeed);
const told = () => tell.mock.calls.map(([message]) => message);

describe('ArchiveFeed', () => {
  it('finds the files, and all below the folders', async () => {
    const listed = (path: string) => ({ ...file(path), etag: '"x"' });
    listFiles.mockResolvedValueOnce({ folders: [{ path: 'a/e/' }], files: [listed('a/b/x')], cursor: '2' });
    listFiles.mockResolvedValueOnce({ folders: [], files: [listed('a/x')] });
    await feed().hear({ kind: 'find', id: '1' }, archive({ files: [file('q/1'), file('q/2')], folders: ['a/'] }));
    const page = (base: string, ...paths: string[]) => ({ base, files: paths.map(file), emptyFolders: [], gone: [] });
    expect(told()).toEqual([
      { kind: 'found', id: '1', page: page('q/', 'q/1', 'q/2') },
      { kind: 'found', id: '1', page: page('', 'a/b/x') },
      { kind: 'found', id: '1', page: { ...page('', 'a/x'), emptyFolders: ['a/e/'] } },
      { kind: 'all-found', id: '1' },
    ]);
    const request = { folder: 'a/', deep: 'true', limit: 2_000 };
    expect(listFiles.mock.calls.map(([asked]) => asked)).toEqual([request, { ...request, cursor: '2' }]);
  });

  it('names a folder that is gone, and says why nothing more is found', async () => {
    listFiles.mockRejectedValueOnce(new ApiError('not-found', 'gone'));
    await feed().hear({ kind: 'find', id: '1' }, archive({ folders: ['a/'] }));
    expect(told()[0]).toMatchObject({ page: { gone: ['a/'] } });
    listFiles.mockRejectedValueOnce(new ApiError('unauthorized', 'no'));
    await feed().hear({ kind: 'find', id: '2' }, archive({ folders: ['a/'] }));
    expect(told().at(-1)).toEqual({ kind: 'all-found', id: '2', code: 'unauthorized' });
  });

  it('says that it no longer knows what was selected, and asks for nothing', async () => {
    await feed().hear({ kind: 'find', id: '1' }, archive({ isForgotten: true }));
    expect(told()).toEqual([{ kind: 'all-found', id: '1', code: 'forgotten' }]);
    expect(listFiles).not.toHaveBeenCalled();
  });

  it('signs all files with one call, or says why not, in the order of the question', async () => {
    const signed = { expiresAt: '', sizeBytes: 9, contentType: 'a/b', etag: '"x"' };
    const refused = { code: 'not-found' as const, message: 'gone' };
    presignGetBatch.mockResolvedValueOnce({ files: [{ ...signed, url: 'a' }, refused, { ...signed, url: 'b' }] });
    const question = { kind: 'sign-many', id: '1', request: 7, paths: ['a', 'gone', 'b'] } as const;
    await feed().hear(question, archive());
    const source = { sizeBytes: 9, etag: '"x"', crc64nvme: undefined };
    const answers = [{ url: 'a', ...source }, 'not-found', { url: 'b', ...source }];
    expect(told()).toEqual([{ kind: 'signed-many', id: '1', request: 7, answers }]);
    const files = question.paths.map((path) => ({ path, disposition: 'attachment' }));
    expect(presignGetBatch.mock.calls.map(([request]) => request)).toEqual([{ files }]);
    presignGetBatch.mockRejectedValueOnce(new ApiError('unauthorized', 'no'));
    await feed().hear({ ...question, request: 8 }, archive());
    const none = ['unauthorized', 'unauthorized', 'unauthorized'];
    expect(told().at(-1)).toEqual({ kind: 'signed-many', id: '1', request: 8, answers: none });
  });

  it('answers a question once that the worker repeats', async () => {
    const first = feed().hear({ kind: 'find', id: '1' }, archive({ folders: [''] }));
    await feed().hear({ kind: 'find', id: '1' }, archive({ folders: [''] }));
    await first;
    expect(listFiles).toHaveBeenCalledTimes(1);
  });

  it('says when a question waits for the person to sign in, also one that comes then', async () => {
    const listed = Promise.withResolvers<{ folders: []; files: [] }>();
    listFiles.mockReturnValue(listed.promise);
    const answered = feed().hear({ kind: 'find', id: '1' }, archive({ folders: [''] }));
    session.set({ kind: 'ended', ...anna });
    TestBed.tick();
    expect(waits).toHaveBeenCalledTimes(1);
    const second = feed().hear({ kind: 'find', id: '2' }, archive({ folders: [''] }));
    expect(waits).toHaveBeenCalledTimes(2);
    // With the question the worker has repeated what it knows: that it runs.
    await feed().hear({ kind: 'find', id: '2' }, archive({ folders: [''] }));
    expect(waits).toHaveBeenCalledTimes(3);
    listed.resolve({ folders: [], files: [] });
    await Promise.all([answered, second]);
    expect(told().at(-1)).toEqual({ kind: 'all-found', id: '2' });
  });

  it('says nothing when nobody wants the archive any more', async () => {
    listFiles.mockImplementation(() => {
      stop.abort();
      return Promise.reject(new Error('stopped'));
    });
    await feed().hear({ kind: 'find', id: '1' }, archive({ folders: [''] }));
    expect(told()).toEqual([]);
  });
});
