import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { ArchivePlan } from '../transfer/archive/archive-plan.ts';
import { SignAhead } from '../transfer/archive/sign-ahead.ts';
import { ArchiveFeed } from './archive-feed.ts';
import type { PageMessage, SignAnswer, WorkerMessage } from './service/messages.ts';
import { WorkerLink } from './worker-link.ts';

const fileCount = 5_000;
const mostCalls = 60;
const file = { sizeBytes: 20 * 1024, etag: '"x"' };
const files = Array.from({ length: fileCount }, (_, index) => ({
  ...{ ...file, path: `a/${index}.jpg`, modifiedAt: '2026-01-01T00:00:00.000Z' },
}));

/** Answers with the pages of a folder, of as many files as are asked for. */
const listFiles = jest.fn<ApiClient['listFiles']>(({ cursor = '0', limit = 200 }) => {
  const [from, to] = [Number(cursor), Number(cursor) + limit];
  return Promise.resolve({ folders: [], files: files.slice(from, to), ...(to < fileCount && { cursor: String(to) }) });
});
const presignGetBatch = jest.fn<ApiClient['presignGetBatch']>((request) => {
  const signed = { ...file, expiresAt: '', contentType: 'image/jpeg' };
  return Promise.resolve({ files: request.files.map(({ path }) => ({ ...signed, url: `https://s3/${path}` })) });
});

it(`an archive of ${fileCount} files asks the API at most ${mostCalls} times`, async () => {
  const plan = new ArchivePlan();
  const answered = new Map<number, (answers: readonly SignAnswer[]) => void>();
  const tell = (message: PageMessage): Promise<boolean> => {
    if (message.kind === 'found') plan.add(message.page);
    if (message.kind === 'all-found') plan.complete();
    if (message.kind === 'signed-many') answered.get(message.request)?.(message.answers);
    return Promise.resolve(true);
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { listFiles, presignGetBatch } },
      { provide: SESSION_STATE, useValue: signal<SessionState>({ kind: 'signed-in', username: 'a', userId: 'a' }) },
      { provide: WorkerLink, useValue: { tell } },
    ],
  });
  const { signal: wanted } = new AbortController();
  const ask = (question: Extract<WorkerMessage, { kind: 'find' | 'sign-many' }>) =>
    TestBed.inject(ArchiveFeed).hear(question, {
      ...{ content: { files: [], folders: ['a/'] }, signal: wanted, waits: () => undefined },
    });
  const signed = new SignAhead<SignAnswer>(
    (index) => plan.at(index),
    (paths) =>
      new Promise((resolve) => {
        const request = answered.size;
        answered.set(request, resolve);
        void ask({ kind: 'sign-many', id: '1', request, paths });
      }),
  );

  // As in the worker, the first file is signed while folders are still being listed.
  void ask({ kind: 'find', id: '1' });
  let signedCount = 0;
  for (; await plan.has(signedCount, wanted); signedCount += 1) {
    expect(await signed.of(signedCount)).toMatchObject({ url: `https://s3/a/${signedCount}.jpg` });
  }
  expect(signedCount).toBe(fileCount);
  expect(listFiles.mock.calls.length + presignGetBatch.mock.calls.length).toBeLessThanOrEqual(mostCalls);
});
