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

/** Returns the entries of a tree, as the storage orders them: each folder that was made, and the files in it. */
function treeOf(folderCount: number): readonly string[] {
  const each = fileCount / folderCount;
  return Array.from({ length: folderCount }, (_, number) => `a/${String(number).padStart(4, '0')}/`).flatMap(
    (folder) => [folder, ...Array.from({ length: each }, (_, index) => `${folder}${index}.jpg`)],
  );
}

/** Answers with the pages of a list, each of as many entries as are asked for. */
const listOf = (tree: readonly string[]) =>
  jest.fn<ApiClient['listFiles']>(({ folder = '', deep, cursor = '0', limit = 200 }) => {
    const isListed = (rest: string) => rest !== '' && (deep !== undefined || /^[^/]+\/?$/.test(rest));
    const entries = tree.filter((path) => path.startsWith(folder) && isListed(path.slice(folder.length)));
    const end = Number(cursor) + limit;
    const page = entries.slice(Number(cursor), end);
    return Promise.resolve({
      folders: page.filter((path) => path.endsWith('/')).map((path) => ({ path })),
      files: page
        .filter((path) => !path.endsWith('/'))
        .map((path) => ({ ...file, path, modifiedAt: '2026-01-01T00:00:00.000Z' })),
      ...(end < entries.length && { cursor: String(end) }),
    });
  });

const foldersOf = (tree: readonly string[]) => tree.filter((path) => path.endsWith('/'));

it.each([
  { what: 'a folder with 2 folders', tree: treeOf(2), select: () => ['a/'] },
  { what: 'a folder with 500 folders', tree: treeOf(500), select: () => ['a/'] },
  { what: '500 folders that were selected', tree: treeOf(500), select: foldersOf },
])(`an archive of ${fileCount} files, of $what, asks the API at most ${mostCalls} times`, async ({ tree, select }) => {
  const listFiles = listOf(tree);
  const presignGetBatch = jest.fn<ApiClient['presignGetBatch']>((request) => {
    const signed = { ...file, expiresAt: '', contentType: 'image/jpeg' };
    return Promise.resolve({ files: request.files.map(({ path }) => ({ ...signed, url: `https://s3/${path}` })) });
  });
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
      ...{ content: { files: [], folders: select(tree) }, signal: wanted, waits: () => undefined },
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
  const files = tree.filter((path) => !path.endsWith('/'));
  let signedCount = 0;
  for (; await plan.has(signedCount, wanted); signedCount += 1) {
    expect(await signed.of(signedCount)).toMatchObject({ url: `https://s3/${files[signedCount]!}` });
  }
  expect(signedCount).toBe(fileCount);
  expect(listFiles.mock.calls.length + presignGetBatch.mock.calls.length).toBeLessThanOrEqual(mostCalls);
});
