import { createFolderAnswer, createFolderRequest } from './create-folder.ts';
import { maxItemsBodyBytes } from './limits.ts';
import { listFilesAnswer, listFilesRequest } from './list-files.ts';
import { measureFolderAnswer, measureFolderRequest } from './measure-folder.ts';
import type { Operation } from './operation.ts';
import { presignGetBatchAnswer, presignGetBatchRequest } from './presign-get-batch.ts';
import { presignGetAnswer, presignGetRequest } from './presign-get.ts';
import { presignPutBatchAnswer, presignPutBatchRequest } from './presign-put-batch.ts';
import { presignPutAnswer, presignPutRequest } from './presign-put.ts';
import { searchFilesAnswer, searchFilesRequest } from './search-files.ts';

export * from './create-folder.ts';
export * from './list-files.ts';
export * from './measure-folder.ts';
export * from './presign-get-batch.ts';
export * from './presign-get.ts';
export * from './presign-put-batch.ts';
export * from './presign-put.ts';
export * from './search-files.ts';

/** The operations of files and folders that are there: rows of the one table. */
export const fileOperations = [
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
    errors: ['invalid-path', 'not-found', 'storage-refused'],
  },
  {
    name: 'presign-put-batch',
    method: 'POST',
    path: '/files/presign-put-batch',
    request: presignPutBatchRequest,
    answer: presignPutBatchAnswer,
    maxBodyBytes: maxItemsBodyBytes,
    errors: [],
  },
  {
    name: 'presign-get-batch',
    method: 'POST',
    path: '/files/presign-get-batch',
    request: presignGetBatchRequest,
    answer: presignGetBatchAnswer,
    maxBodyBytes: maxItemsBodyBytes,
    errors: [],
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
] as const satisfies readonly Operation[];
