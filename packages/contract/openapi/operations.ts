import type { GenericSchema } from 'valibot';

import {
  abortUploadRequest,
  completeUploadAnswer,
  completeUploadRequest,
  deleteFileRequest,
  listFilesAnswer,
  listFilesRequest,
  listPartsAnswer,
  listPartsRequest,
  listUploadsAnswer,
  listUploadsRequest,
  presignGetAnswer,
  presignGetRequest,
  presignPartsAnswer,
  presignPartsRequest,
  presignPutAnswer,
  presignPutRequest,
  startUploadAnswer,
  startUploadRequest,
} from '../src/index.ts';
import type { ErrorCode } from '../src/index.ts';

/** One route, in the words that its reader needs. */
export interface Operation {
  /** The operation's one name everywhere: handler, template resource, client method, sample event. */
  readonly name: string;
  readonly method: 'delete' | 'get' | 'post';
  /** Parameters in braces, `/uploads/{uploadId}`, are properties of the request. */
  readonly path: string;
  readonly tag: 'files' | 'uploads';
  readonly summary: string;
  readonly description: string;
  /** The body of POST, the query parameters of GET and DELETE; and the parameters of the path. */
  readonly request: GenericSchema;
  /** Of an answer with a body; 200 when absent. */
  readonly status?: 200 | 201;
  /** Absent: 204 without a body. */
  readonly answer?: GenericSchema;
  readonly answerDescription: string;
  /** What this operation refuses with besides the errors that every operation may give. */
  readonly errors: readonly ErrorCode[];
}

export const operations: readonly Operation[] = [
  {
    name: 'presign-put',
    method: 'post',
    path: '/files/presign-put',
    tag: 'files',
    summary: 'Sign the upload of one file',
    description:
      'Answers a URL that stores exactly these bytes under exactly this path, once, within five minutes. Send the bytes ' +
      'to it with PUT and the headers of the answer, and never with the access token: S3 refuses two ways of ' +
      'authentication. Without `replaces` the upload succeeds only where there is no such file; with it, only in place ' +
      'of that version. S3 answers 412 when that is no longer so.',
    request: presignPutRequest,
    answer: presignPutAnswer,
    answerDescription: 'Where and how to send the bytes.',
    errors: ['invalid-path', 'body-too-large', 'use-multipart', 'unsupported-media-type'],
  },
  {
    name: 'presign-get',
    method: 'post',
    path: '/files/presign-get',
    tag: 'files',
    summary: 'Sign the download of one file',
    description:
      'Answers a URL that reads one file for five minutes. `inline` is honoured for PNG, JPEG, GIF, WebP and AVIF; ' +
      'everything else, HTML, SVG and PDF included, is saved to disk.',
    request: presignGetRequest,
    answer: presignGetAnswer,
    answerDescription: 'Where to read the file, and what it is.',
    errors: ['invalid-path', 'not-found', 'body-too-large', 'unsupported-media-type'],
  },
  {
    name: 'list-files',
    method: 'get',
    path: '/files',
    tag: 'files',
    summary: 'List one folder',
    description:
      'One page of what lies directly in a folder, in the order of UTF-8 bytes. Folders exist through the files in them, ' +
      'so an unknown folder is empty. A page may hold fewer entries than `limit`; only the absence of `cursor` says that ' +
      'it is the last.',
    request: listFilesRequest,
    answer: listFilesAnswer,
    answerDescription: 'Folders and files of this page.',
    errors: ['invalid-path'],
  },
  {
    name: 'delete-file',
    method: 'delete',
    path: '/files',
    tag: 'files',
    summary: 'Delete one file',
    description: 'Deletes one file. May be repeated: without such a file the answer is the same.',
    request: deleteFileRequest,
    answerDescription: 'There is no such file (any more).',
    errors: ['invalid-path'],
  },
  {
    name: 'start-upload',
    method: 'post',
    path: '/uploads',
    tag: 'uploads',
    summary: 'Start an upload in parts',
    description:
      'Starts the upload of one file of up to 48.8 TiB and says how to cut it. `already-exists` and `changed-meanwhile` ' +
      'are told here when they are known already; what binds is the condition when the upload is completed. After a day ' +
      'an unfinished upload is given up.',
    request: startUploadRequest,
    status: 201,
    answer: startUploadAnswer,
    answerDescription: 'The upload, and its plan: every part has `partSizeBytes`, the last one what is left.',
    errors: ['invalid-path', 'already-exists', 'changed-meanwhile', 'body-too-large', 'unsupported-media-type'],
  },
  {
    name: 'presign-parts',
    method: 'post',
    path: '/uploads/{uploadId}/presign-parts',
    tag: 'uploads',
    summary: 'Sign some parts of an upload',
    description:
      'Answers a URL for each part, good for exactly its bytes and for 15 minutes. Send the bytes with PUT, the headers of ' +
      'the answer, and never with the access token. A part may be sent again; the last one counts. Whether there is such ' +
      'an upload, S3 says when a part arrives: 404.',
    request: presignPartsRequest,
    answer: presignPartsAnswer,
    answerDescription: 'Where and how to send each part.',
    errors: ['invalid-path', 'body-too-large', 'unsupported-media-type'],
  },
  {
    name: 'list-parts',
    method: 'get',
    path: '/uploads/{uploadId}/parts',
    tag: 'uploads',
    summary: 'List the parts that have arrived',
    description: 'Every part that S3 has of this upload, in order, so that only what is missing need be sent.',
    request: listPartsRequest,
    answer: listPartsAnswer,
    answerDescription: 'The parts.',
    errors: ['invalid-path', 'not-found'],
  },
  {
    name: 'complete-upload',
    method: 'post',
    path: '/uploads/{uploadId}/complete',
    tag: 'uploads',
    summary: 'Make one file of the parts',
    description:
      'Stores the file when all parts are there and together have this size and checksum, and only where there is no such ' +
      'file, or with `replaces` in place of that version. May be repeated: after a lost answer, a time-out or ' +
      '`unavailable` the same request finds out what happened.',
    request: completeUploadRequest,
    answer: completeUploadAnswer,
    answerDescription: 'The stored file.',
    errors: [
      'invalid-path',
      'not-found',
      'already-exists',
      'changed-meanwhile',
      'upload-incomplete',
      'body-too-large',
      'unsupported-media-type',
    ],
  },
  {
    name: 'abort-upload',
    method: 'delete',
    path: '/uploads/{uploadId}',
    tag: 'uploads',
    summary: 'Give an upload up',
    description:
      'Frees the parts of an unfinished upload. May be repeated, and has to be when parts were still on their way. A file ' +
      'that was completed stays.',
    request: abortUploadRequest,
    answerDescription: 'There is no such upload (any more).',
    errors: ['invalid-path'],
  },
  {
    name: 'list-uploads',
    method: 'get',
    path: '/uploads',
    tag: 'uploads',
    summary: 'List unfinished uploads',
    description: "The caller's unfinished uploads from every device, by path; the first 3,000 when there are more.",
    request: listUploadsRequest,
    answer: listUploadsAnswer,
    answerDescription: 'The uploads.',
    errors: [],
  },
];
