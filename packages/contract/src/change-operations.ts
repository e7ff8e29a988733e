import { copyFilesAnswer, copyFilesRequest } from './copy-files.ts';
import { deleteFilesAnswer, deleteFilesRequest } from './delete-files.ts';
import { maxItemsBodyBytes } from './limits.ts';
import { listChangesAnswer, listChangesRequest } from './list-changes.ts';
import { moveFilesAnswer, moveFilesRequest } from './move-files.ts';
import { listTrashAnswer, listTrashRequest } from './list-trash.ts';
import { listVersionsAnswer, listVersionsRequest } from './list-versions.ts';
import { restoreVersionAnswer, restoreVersionRequest } from './restore-version.ts';
import type { Operation } from './operation.ts';
import { purgeFilesAnswer, purgeFilesRequest } from './purge-files.ts';
import { restoreFilesAnswer, restoreFilesRequest } from './restore-files.ts';
import { showChangeAnswer, showChangeRequest } from './show-change.ts';
import { stopChangeAnswer, stopChangeRequest } from './stop-change.ts';

export * from './copy-files.ts';
export * from './delete-files.ts';
export * from './list-changes.ts';
export * from './restore-version.ts';
export * from './list-versions.ts';
export * from './list-trash.ts';
export * from './move-files.ts';
export * from './purge-files.ts';
export * from './restore-files.ts';
export * from './show-change.ts';
export * from './stop-change.ts';

/** The operations that change files, and what they left behind, and those about changes: rows of the one table. */
export const changeOperations = [
  {
    name: 'delete-files',
    method: 'POST',
    path: '/files/delete',
    request: deleteFilesRequest,
    answer: deleteFilesAnswer,
    mayContinue: true,
    maxBodyBytes: maxItemsBodyBytes,
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'restore-files',
    method: 'POST',
    path: '/files/restore',
    request: restoreFilesRequest,
    answer: restoreFilesAnswer,
    mayContinue: true,
    maxBodyBytes: maxItemsBodyBytes,
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'purge-files',
    method: 'POST',
    path: '/files/purge',
    request: purgeFilesRequest,
    answer: purgeFilesAnswer,
    mayContinue: true,
    maxBodyBytes: maxItemsBodyBytes,
    errors: ['invalid-path'],
  },
  {
    name: 'move-files',
    method: 'POST',
    path: '/files/move',
    request: moveFilesRequest,
    answer: moveFilesAnswer,
    mayContinue: true,
    maxBodyBytes: maxItemsBodyBytes,
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'copy-files',
    method: 'POST',
    path: '/files/copy',
    request: copyFilesRequest,
    answer: copyFilesAnswer,
    mayContinue: true,
    maxBodyBytes: maxItemsBodyBytes,
    errors: ['invalid-path'],
  },
  {
    name: 'list-trash',
    method: 'GET',
    path: '/files/trash',
    request: listTrashRequest,
    answer: listTrashAnswer,
    errors: ['invalid-path'],
  },
  {
    name: 'list-versions',
    method: 'GET',
    path: '/files/versions',
    request: listVersionsRequest,
    answer: listVersionsAnswer,
    errors: ['invalid-path'],
  },
  {
    name: 'restore-version',
    method: 'POST',
    path: '/files/restore-version',
    request: restoreVersionRequest,
    answer: restoreVersionAnswer,
    errors: ['invalid-path', 'not-found', 'changed-meanwhile', 'too-large-to-copy', 'storage-refused'],
  },
  {
    name: 'list-changes',
    method: 'GET',
    path: '/changes',
    request: listChangesRequest,
    answer: listChangesAnswer,
    errors: [],
  },
  {
    name: 'show-change',
    method: 'GET',
    path: '/changes/{changeId}',
    request: showChangeRequest,
    answer: showChangeAnswer,
    errors: ['not-found'],
  },
  {
    name: 'stop-change',
    method: 'DELETE',
    path: '/changes/{changeId}',
    request: stopChangeRequest,
    answer: stopChangeAnswer,
    errors: ['not-found'],
  },
] as const satisfies readonly Operation[];
