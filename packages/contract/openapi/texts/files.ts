import type { OperationText } from './operation-text.ts';

/** Texts of docs/openapi.yaml about the operations on single files and folders. */
export const filesTexts = {
  'presign-put': {
    requestExample: {
      path: 'reports/2026/q3 Übersicht.pdf',
      sizeBytes: 182_044,
      contentType: 'application/pdf',
      crc64nvme: 'rosUhgp5mIg=',
    },
    summary: 'Sign the upload of one file',
    description:
      'Answers a URL that stores a file of this size, type and checksum under exactly this path, within five minutes. Send ' +
      'the bytes to it with PUT and the headers of the answer, and never with the access token: S3 refuses two ways of ' +
      'authentication. Without `replaces` the upload succeeds only where there is no such file; with it, only in place ' +
      'of that version. S3 answers 412 when that is no longer so. Keep the URL to yourself: while it is valid, whoever ' +
      'holds it can store other bytes with the same checksum, store the file again after it was deleted, and replace it ' +
      'by the same bytes repeatedly.',
    answerDescription: 'Where and how to send the bytes.',
    answerExample: {
      url: 'https://files.example/users/0a1b2c3d/reports/2026/q3.pdf?X-Amz-Signature=…',
      headers: { 'content-type': 'application/pdf', 'if-none-match': '*', 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' },
      expiresAt: '2026-11-24T12:05:00.000Z',
    },
  },
  'presign-get': {
    requestExample: { path: 'reports/2026/q3 Übersicht.pdf' },
    summary: 'Sign the download of one file',
    description:
      'Answers a URL that reads one file for five minutes. `inline` is honoured for PNG, JPEG, GIF, WebP, AVIF, MP4, WebM, MP3, ' +
      'M4A, OGG and WAV; everything else, HTML, SVG and PDF included, is saved to disk. A name with the part `.` or `..`, which other tools ' +
      'can store, is refused: browsers would ask for another object.',
    answerDescription: 'Where to read the file, and what it is.',
    answerExample: {
      url: 'https://files.example/users/0a1b2c3d/reports/2026/q3.pdf?X-Amz-Signature=…',
      expiresAt: '2026-11-24T12:05:00.000Z',
      sizeBytes: 182_044,
      contentType: 'application/pdf',
      etag: '"900150983cd24fb0d6963f7d28e17f72"',
      crc64nvme: 'rosUhgp5mIg=',
    },
  },
  'presign-put-batch': {
    requestExample: {
      files: [
        { path: 'photos/1.png', sizeBytes: 4096, contentType: 'image/png', crc64nvme: 'rosUhgp5mIg=' },
        {
          path: 'photos/2.png',
          sizeBytes: 5120,
          contentType: 'image/png',
          crc64nvme: 'AAAAAAAAAAA=',
          endpoint: 'dual-stack',
        },
      ],
    },
    summary: 'Sign the uploads of up to 100 files',
    description:
      'Answers for each file what presign-put answers for it alone: a URL with its headers, or why there is none. The answers have the ' +
      'order of the request. A file that breaks a rule is refused by itself, and the others are signed. The call as a whole is refused ' +
      'only when its list is missing, empty or too long, or when not even one file could be answered.',
    answerDescription: 'For each file where and how to send its bytes, or why it is refused.',
    answerExample: {
      files: [
        {
          url: 'https://files.example/users/0a1b2c3d/photos/1.png?X-Amz-Signature=…',
          headers: { 'content-type': 'image/png', 'if-none-match': '*', 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' },
          expiresAt: '2026-11-24T12:05:00.000Z',
        },
        { code: 'file-too-large', message: 'This installation takes files of at most 4 KB.', field: 'sizeBytes' },
      ],
    },
  },
  'presign-get-batch': {
    requestExample: { files: [{ path: 'photos/1.png' }, { path: 'photos/2.png' }] },
    summary: 'Sign the downloads of up to 100 files',
    description:
      'Answers for each file what presign-get answers for it alone: a URL and what the file is, or why there is none. The answers have ' +
      'the order of the request. A file that is not there is refused by itself with `not-found`, and the others are signed. A ' +
      'file of which the storage tells nothing at the moment is refused with `unavailable`: ask for it again.',
    answerDescription: 'For each file where to read it, and what it is, or why it is refused.',
    answerExample: {
      files: [
        {
          url: 'https://files.example/users/0a1b2c3d/photos/1.png?X-Amz-Signature=…',
          expiresAt: '2026-11-24T12:05:00.000Z',
          sizeBytes: 4096,
          contentType: 'image/png',
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
          crc64nvme: 'rosUhgp5mIg=',
        },
        { code: 'not-found', message: 'There is no such file.', field: 'path' },
      ],
    },
  },
  'list-files': {
    requestExample: { folder: 'reports/2026', limit: '100' },
    summary: 'List one folder',
    description:
      'One page of what lies directly in a folder, in the order of UTF-8 bytes. Folders exist through the files in them, ' +
      'or were made empty; any other folder is not found; the top always is. A page may hold fewer entries than `limit`; only the absence of `cursor` says that ' +
      'it is the last. With `deep=true` it lists everything below the folder instead: `files` are the files at any depth, and `folders` only those that were ' +
      'made. A folder that was made is empty when neither this page nor the next one has anything below it. A cursor of one kind of list is none of the other.',
    answerDescription: 'Folders and files of this page.',
    properties: {
      deep: 'With `true` the list has everything below the folder, at any depth. Absent: only what lies directly in it.',
      folders: 'Folders directly in this one; of a deep list, the folders below it that were made.',
      files: 'Files directly in this folder; of a deep list, those at any depth below it.',
    },
    answerExample: {
      folders: [{ path: 'reports/2026/drafts/' }],
      files: [
        {
          path: 'reports/2026/q3 Übersicht.pdf',
          sizeBytes: 182_044,
          modifiedAt: '2026-11-24T12:00:00.000Z',
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
        },
      ],
      cursor: 'VGhlIG5leHQgcGFnZQ',
    },
  },
  'search-files': {
    requestExample: { text: 'q3 übersicht', folder: 'reports' },
    summary: 'Search files and folders by their names',
    description:
      'Files and folders, at any depth below a folder, whose name contains every word of `text`. Case, accents and width do not ' +
      'matter: `uber` finds `Übersicht`. Without `folder` everything is searched. One call searches for about three seconds ' +
      'and answers what it has found, in no particular order; with a `cursor` there is more to search, also when nothing has been ' +
      'found so far. A folder that is not there has no files. A file that was stored before the search began is found.',
    answerDescription: 'What was found in the part that this call has searched.',
    properties: {
      text: 'Words to search for. A name must contain each of them.',
      searchedCount: 'Number of files whose names this call has compared.',
      folders: 'Folders whose names match, at any depth.',
      files: 'Files whose names match, at any depth.',
    },
    answerExample: {
      folders: [],
      files: [
        {
          path: 'reports/2026/q3 Übersicht.pdf',
          sizeBytes: 182_044,
          modifiedAt: '2026-11-24T12:00:00.000Z',
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
        },
      ],
      searchedCount: 1204,
    },
  },
  'measure-folder': {
    requestExample: { folder: 'reports' },
    summary: 'Count the files of a folder and their bytes',
    description:
      'Counts the files below a folder, at any depth, and adds up their sizes. One call counts for about three seconds; with a ' +
      '`cursor` there is more to count, and the whole is the sum of all answers. A folder that is not there has no files. Versions ' +
      'and deleted files are not counted.',
    answerDescription: 'What this call has counted.',
    properties: {
      fileCount: 'Number of files that this call has counted.',
      totalBytes: 'Bytes of these files.',
    },
    answerExample: { fileCount: 1204, totalBytes: 73_912_044 },
  },
  'create-folder': {
    requestExample: { path: 'reports/2027' },
    summary: 'Make an empty folder',
    description:
      'Makes a folder without any file. The path may end with a slash; its folders above need not be there. Storing a file ' +
      'needs no folder first. A name that a folder or a file has already is refused with `already-exists`.',
    answerDescription: 'The new folder. Its path ends with a slash.',
    answerExample: { path: 'reports/2027/' },
  },
} as const satisfies Record<string, OperationText>;
