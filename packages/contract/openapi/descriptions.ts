import type { ErrorCode } from '../src/index.ts';

/**
 * Says what each property means that several operations have. The descriptions are not in the schemas, because texts in a
 * schema are part of every bundle. Generating the page fails for a property without a description.
 */
export const propertyDescriptions: Readonly<Record<string, string>> = {
  path: "The user's own path, with slashes between folders: `reports/2026/q3.pdf`. At most 981 bytes of UTF-8, 255 in one name, in Unicode normal form C; no empty, `.` or `..` part, no control character or backslash, no name that begins or ends with a space or ends with a dot.",
  folder: 'Path of the folder; absent or empty for the top.',
  sizeBytes: 'Size in bytes.',
  contentType: 'Media type of the file; the answer to presign-put states the spelling that is signed.',
  crc64nvme: 'CRC-64/NVME of the bytes: base64 of its 8 bytes, big-endian, as S3 writes it.',
  replaces: 'ETag of the version that this upload means to replace. Absent: create, never overwrite.',
  disposition: 'Whether a browser should save the file or show it.',
  uploadId: 'Names an upload in parts; given by start-upload.',
  uploads: "The caller's unfinished uploads.",
  startedAt: 'When the upload was started. ISO 8601, UTC.',
  partSizeBytes: 'Size of every part but the last, in bytes.',
  partCount: 'How many parts there are: 1 to 10,000.',
  partNumber: 'Position of the part, from 1.',
  parts: 'Parts of the upload.',
  url: 'The pre-signed URL. Whoever has it can use it until `expiresAt`: do not log or share it.',
  headers: 'Send exactly these headers with the bytes; `host` and `content-length` are set by the browser.',
  expiresAt: 'From this moment on S3 refuses the URL. ISO 8601, UTC.',
  etag: "S3's ETag of this version, with its quotes.",
  modifiedAt: 'When this version was stored. ISO 8601, UTC.',
  folders: 'Folders directly in this one.',
  files: 'Files directly in this folder.',
  cursor: 'Where the next page begins; belongs to this user and this folder.',
  limit: 'Most entries in one page, 1 to 1000; 200 when absent.',
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
  'not-found': 'there is no such file, or it is not yours',
  'already-exists': 'a file with this name already exists; nothing was changed',
  'changed-meanwhile': 'the version to replace is no longer the current version; nothing was changed',
  'upload-incomplete': 'parts are missing or not what the size and checksum say; send them and complete again',
  'body-too-large': 'the request body is larger than 64 KiB',
  'use-multipart': 'larger than 5 GiB: upload it in parts',
  'unsupported-media-type': 'the body is not application/json',
  'too-many-requests': 'slow down and try again',
  internal: 'a fault of the server; the operator finds it by `requestId`',
  unavailable: 'not now, or not known how it ended; try again in a moment',
};
