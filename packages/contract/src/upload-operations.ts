import { abortUploadRequest } from './abort-upload.ts';
import { completeUploadAnswer, completeUploadRequest } from './complete-upload.ts';
import { listPartsAnswer, listPartsRequest } from './list-parts.ts';
import { listUploadsAnswer, listUploadsRequest } from './list-uploads.ts';
import type { Operation } from './operation.ts';
import { presignPartsAnswer, presignPartsRequest } from './presign-parts.ts';
import { startUploadAnswer, startUploadRequest } from './start-upload.ts';

export * from './abort-upload.ts';
export * from './complete-upload.ts';
export * from './list-parts.ts';
export * from './list-uploads.ts';
export * from './presign-parts.ts';
export * from './start-upload.ts';

/** The operations of uploads in parts: rows of the one table. */
export const uploadOperations = [
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
