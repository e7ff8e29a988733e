import { abortUploadRequest } from './abort-upload.ts';
import { completeUploadAnswer, completeUploadRequest } from './complete-upload.ts';
import { copyFilesAnswer, copyFilesRequest } from './copy-files.ts';
import { createFolderAnswer, createFolderRequest } from './create-folder.ts';
import { deleteFilesAnswer, deleteFilesRequest } from './delete-files.ts';
import { maxItemsBodyBytes } from './limits.ts';
import { listChangesAnswer, listChangesRequest } from './list-changes.ts';
import { listFilesAnswer, listFilesRequest } from './list-files.ts';
import { listPartsAnswer, listPartsRequest } from './list-parts.ts';
import { listTrashAnswer, listTrashRequest } from './list-trash.ts';
import { listUploadsAnswer, listUploadsRequest } from './list-uploads.ts';
import { listVersionsAnswer, listVersionsRequest } from './list-versions.ts';
import { measureFolderAnswer, measureFolderRequest } from './measure-folder.ts';
import { moveFilesAnswer, moveFilesRequest } from './move-files.ts';
import type { Operation } from './operation.ts';
import { presignGetAnswer, presignGetRequest } from './presign-get.ts';
import { presignPartsAnswer, presignPartsRequest } from './presign-parts.ts';
import { presignPutAnswer, presignPutRequest } from './presign-put.ts';
import { purgeFilesAnswer, purgeFilesRequest } from './purge-files.ts';
import { restoreFilesAnswer, restoreFilesRequest } from './restore-files.ts';
import { restoreVersionAnswer, restoreVersionRequest } from './restore-version.ts';
import { searchFilesAnswer, searchFilesRequest } from './search-files.ts';
import { showChangeAnswer, showChangeRequest } from './show-change.ts';
import { startUploadAnswer, startUploadRequest } from './start-upload.ts';
import { stopChangeAnswer, stopChangeRequest } from './stop-change.ts';

export * from './abort-upload.ts';
export * from './complete-upload.ts';
export * from './copy-files.ts';
export * from './create-folder.ts';
export * from './delete-files.ts';
export * from './list-changes.ts';
export * from './list-files.ts';
export * from './list-parts.ts';
export * from './list-trash.ts';
export * from './list-uploads.ts';
export * from './list-versions.ts';
export * from './measure-folder.ts';
export * from './move-files.ts';
export * from './presign-get.ts';
export * from './presign-parts.ts';
export * from './presign-put.ts';
export * from './purge-files.ts';
export * from './restore-files.ts';
export * from './restore-version.ts';
export * from './search-files.ts';
export * from './show-change.ts';
export * from './start-upload.ts';
export * from './stop-change.ts';

/** The one table of operations. Routes, client, tests and the page of the API derive from it. */
export const operations = [
  {
    name: 'presign-put',
    method: 'POST',
    path: '/files/presign-put',
    request: presignPutRequest,
    answer: presignPutAnswer,
    errors: ['invalid-path', 'use-multipart', 'file-too-large'],
  },
  {
    name: 'presign-get',
    method: 'POST',
    path: '/files/presign-get',
    request: presignGetRequest,
    answer: presignGetAnswer,
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'list-files',
    method: 'GET',
    path: '/files',
    request: listFilesRequest,
    answer: listFilesAnswer,
    errors: ['invalid-path', 'not-found'],
  },
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
    name: 'create-folder',
    method: 'POST',
    path: '/folders',
    request: createFolderRequest,
    status: 201,
    answer: createFolderAnswer,
    errors: ['invalid-path', 'already-exists'],
  },
  {
    name: 'search-files',
    method: 'GET',
    path: '/files/search',
    request: searchFilesRequest,
    answer: searchFilesAnswer,
    errors: ['invalid-path'],
  },
  {
    name: 'measure-folder',
    method: 'GET',
    path: '/folders/size',
    request: measureFolderRequest,
    answer: measureFolderAnswer,
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
    errors: ['invalid-path', 'not-found', 'changed-meanwhile', 'too-large-to-copy'],
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
  {
    name: 'start-upload',
    method: 'POST',
    path: '/uploads',
    request: startUploadRequest,
    status: 201,
    answer: startUploadAnswer,
    errors: ['invalid-path', 'file-too-large', 'too-many-uploads', 'already-exists', 'changed-meanwhile'],
  },
  {
    name: 'presign-parts',
    method: 'POST',
    path: '/uploads/{uploadId}/presign-parts',
    request: presignPartsRequest,
    answer: presignPartsAnswer,
    errors: ['invalid-path', 'file-too-large'],
  },
  {
    name: 'list-parts',
    method: 'GET',
    path: '/uploads/{uploadId}/parts',
    request: listPartsRequest,
    answer: listPartsAnswer,
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'complete-upload',
    method: 'POST',
    path: '/uploads/{uploadId}/complete',
    request: completeUploadRequest,
    answer: completeUploadAnswer,
    errors: [
      'invalid-path',
      'not-found',
      'already-exists',
      'changed-meanwhile',
      'upload-incomplete',
      'upload-outdated',
    ],
  },
  {
    name: 'abort-upload',
    method: 'DELETE',
    path: '/uploads/{uploadId}',
    request: abortUploadRequest,
    errors: ['invalid-path'],
  },
  {
    name: 'list-uploads',
    method: 'GET',
    path: '/uploads',
    request: listUploadsRequest,
    answer: listUploadsAnswer,
    errors: [],
  },
] as const satisfies readonly Operation[];

export type KnownOperation = (typeof operations)[number];
export type OperationName = KnownOperation['name'];
