import type { ErrorCode } from '../src/index.ts';

/**
 * Says what each property means that several operations have. The descriptions are not in the schemas, because texts in a
 * schema are part of every bundle. Generating the page fails for a property without a description.
 */
export const propertyDescriptions: Readonly<Record<string, string>> = {
  path: "The user's own path, with slashes between folders: `reports/2026/q3.pdf`. At most 981 bytes of UTF-8. Where a file is to be stored: 255 bytes in one name, in Unicode normal form C; no empty, `.` or `..` part, no backslash and no invisible character that its language or emoji does not need, no name that begins or ends with a space or ends with a dot. A file that another tool has stored may have any name; a folder's ends with a slash.",
  folder:
    'Path of the folder; absent or empty for the top. A slash is added to a path that does not end with one, so `dbl/` and `dbl//` are different folders.',
  sizeBytes: 'Size in bytes.',
  contentType: 'Media type of the file; the answer to presign-put states the spelling that is signed.',
  endpoint:
    'The endpoint of S3 in the URL. Without it the URL names the usual one. Where S3 has one name only, that is the usual one too.',
  crc64nvme: 'CRC-64/NVME of the bytes: base64 of its 8 bytes, big-endian, as S3 writes it.',
  replaces: 'ETag of the version that this upload means to replace. Absent: create, never overwrite.',
  disposition: 'Whether a browser should save the file or show it.',
  uploadId: 'Names an upload in parts; given by start-upload.',
  uploads: "The caller's unfinished uploads.",
  startedAt: 'When it was started. ISO 8601, UTC.',
  partSizeBytes: 'Size of every part but the last, in bytes.',
  partCount: 'How many parts there are: 1 to 10,000.',
  partNumber: 'Position of the part, from 1.',
  parts: 'Parts of the upload.',
  url: 'The pre-signed URL. Whoever has it can use it until `expiresAt`: do not log or share it.',
  headers: 'Send exactly these headers with the bytes; `host` and `content-length` are set by the browser.',
  expiresAt: 'From this moment on S3 refuses the URL. ISO 8601, UTC.',
  etag: "S3's ETag of this version, with its quotes.",
  modifiedAt: 'When this version was stored. ISO 8601, UTC.',
  files: 'Files that are asked for, or what became of each, in the same order.',
  cursor: 'Where the next page begins; belongs to this user and this list.',
  limit: 'Most entries in one page, 1 to 10000; 200 when absent.',
  versionId: 'Id of a version of the file, as S3 gave it.',
  items: 'What to change: 1 to 1,000 items, each a file or everything below a folder.',
  change: 'A change: what was asked, how far it is and how to undo it; in a request, its id.',
  changeId: 'Names a change.',
  kind: 'What the change does.',
  state: 'How the change is: `running` goes on by itself, whoever waits for it.',
  first: 'The first item that was asked for.',
  itemCount: 'How many items were asked for.',
  doneCount: 'How many files are done.',
  totalCount: 'How many files there are to do; absent while that is not known.',
  failedCount: 'How many files were left as they were.',
  failed: 'The first 100 of the files that were left as they were, with the reason.',
  undo: 'The request that undoes it; absent when there is nothing to undo.',
  operation: 'The operation to call.',
  request: 'The body to send to it.',
  endedAt: 'When it ended. ISO 8601, UTC.',
  code: 'One of a closed list: what went wrong, for programs.',
  message: 'What went wrong, for people.',
  requestId: "Finds this request in the operator's logs.",
  field: 'The property or parameter that was refused.',
};

/** Says what each code means to the person who receives it. */
export const codeDescriptions: Readonly<Record<ErrorCode, string>> = {
  'invalid-request': 'a property or parameter is missing, unknown, given twice or not what it must be',
  'invalid-path': 'the path breaks a rule; `message` says which',
  unauthorized: 'there is no valid access token',
  'not-found': 'there is no such file or folder, or it is not yours',
  'already-exists': 'a file or folder with this name already exists; nothing was changed',
  'changed-meanwhile': 'the version to replace is no longer the current version; nothing was changed',
  'upload-incomplete': 'parts are missing or not what the size and checksum say; send them and complete again',
  'upload-outdated':
    'the file of this name was written or deleted after the upload began, so S3 takes the upload no more; start it again ' +
    'and send all parts',
  'body-too-large': 'the request body is larger than 64 KiB; 1 MiB where an operation takes many items',
  'use-multipart': 'larger than 5 GiB: upload it in parts',
  'file-too-large': 'larger than this installation allows; `message` says how large a file may be',
  'too-many-uploads':
    'the caller has as many unfinished uploads as this installation allows; complete one or give one up',
  'too-large-to-copy': 'larger than S3 copies within one call: download that version and upload it',
  'storage-refused':
    'S3 keeps it, but does not let this installation read or remove it: it is archived or locked, or encrypted with a key ' +
    'that the installation may not use',
  'unsupported-media-type': 'the body is not application/json',
  'too-many-requests': 'slow down and try again',
  internal: 'a fault of the server; the operator finds it by `requestId`',
  unavailable: 'not now, or not known how it ended; try again in a moment',
};
