import type { GenericSchema } from 'valibot';

import {
  deleteFileRequest,
  listFilesAnswer,
  listFilesRequest,
  presignGetAnswer,
  presignGetRequest,
  presignPutAnswer,
  presignPutRequest,
} from '../src/index.ts';
import type { ErrorCode } from '../src/index.ts';

/** One route, in the words that its reader needs. */
export interface Operation {
  /** The operation's one name everywhere: handler, template resource, client method, sample event. */
  readonly name: string;
  readonly method: 'delete' | 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** The body of POST, the query parameters of GET and DELETE. */
  readonly request: GenericSchema;
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
    summary: 'Delete one file',
    description: 'Deletes one file. May be repeated: without such a file the answer is the same.',
    request: deleteFileRequest,
    answerDescription: 'There is no such file (any more).',
    errors: ['invalid-path'],
  },
];
