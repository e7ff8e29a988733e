import type { OperationText } from './operation-text.ts';

/** Texts of docs/openapi.yaml about the operations on uploads in parts. */
export const uploadsTexts = {
  'start-upload': {
    requestExample: { path: 'films/2026/q3 Übersicht.mp4', sizeBytes: 40_000_000, contentType: 'video/mp4' },
    summary: 'Start an upload in parts',
    description:
      'Starts the upload of one file of up to 48.8 TiB, or what the installation allows, and says how to cut it. `already-exists` and `changed-meanwhile` ' +
      'are told here when they are known already; what binds is the condition when the upload is completed. An ' +
      'unfinished upload is given up after 7 days, or as many as the installation has chosen.',
    answerDescription: 'The upload, and its plan: every part has `partSizeBytes`, the last one what is left.',
    answerExample: {
      uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
      partSizeBytes: 16_777_216,
      partCount: 3,
    },
  },
  'presign-parts': {
    requestExample: {
      uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
      path: 'films/2026/q3 Übersicht.mp4',
      sizeBytes: 40_000_000,
      parts: [
        { partNumber: 2, crc64nvme: 'rosUhgp5mIg=' },
        { partNumber: 3, crc64nvme: 'AAAAAAAAAAA=' },
      ],
    },
    summary: 'Sign some parts of an upload',
    description:
      'Answers a URL for each part, good for its number, length and checksum and for 15 minutes. Send the bytes with PUT, the headers of ' +
      'the answer, and never with the access token. A part may be sent again; the last one counts. Whether there is such ' +
      'an upload, S3 says when a part arrives: 404.',
    answerDescription: 'Where and how to send each part.',
    answerExample: {
      parts: [
        {
          partNumber: 2,
          url: 'https://files.example/users/0a1b2c3d/films/2026/q3.mp4?partNumber=2&X-Amz-Signature=…',
          headers: { 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' },
        },
      ],
      expiresAt: '2026-11-24T12:15:00.000Z',
    },
  },
  'list-parts': {
    requestExample: {
      uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
      path: 'films/2026/q3 Übersicht.mp4',
    },
    summary: 'List the parts that have arrived',
    description: 'Every part that S3 has of this upload, in order, so that only what is missing need be sent.',
    answerDescription: 'The parts.',
    answerExample: {
      parts: [
        {
          partNumber: 1,
          sizeBytes: 16_777_216,
          etag: '"900150983cd24fb0d6963f7d28e17f72"',
          crc64nvme: 'rosUhgp5mIg=',
        },
      ],
    },
  },
  'complete-upload': {
    requestExample: {
      uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
      path: 'films/2026/q3 Übersicht.mp4',
      sizeBytes: 40_000_000,
      crc64nvme: 'rosUhgp5mIg=',
    },
    summary: 'Make one file of the parts',
    description:
      'Stores the file when all parts are there and together have this size and checksum, and only where there is no such ' +
      'file, or with `replaces` in place of that version. May be repeated: after a lost answer, a time-out or ' +
      '`unavailable` the same request finds out what happened. After `upload-outdated` it succeeds only when another write ' +
      'was still under way, perhaps an earlier try of this request, which takes minutes for a large file: ask again before ' +
      'you start the upload again, send all parts and abort this one.',
    answerDescription: 'The stored file.',
    answerExample: {
      path: 'films/2026/q3 Übersicht.mp4',
      sizeBytes: 40_000_000,
      etag: '"900150983cd24fb0d6963f7d28e17f72-3"',
      crc64nvme: 'rosUhgp5mIg=',
    },
  },
  'abort-upload': {
    requestExample: {
      uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
      path: 'films/2026/q3 Übersicht.mp4',
    },
    summary: 'Give an upload up',
    description:
      'Frees the parts of an unfinished upload. May be repeated, and has to be when parts were still on their way. A file ' +
      'that was completed stays.',
    answerDescription: 'There is no such upload (any more).',
  },
  'list-uploads': {
    requestExample: {},
    summary: 'List unfinished uploads',
    description: "The caller's unfinished uploads from every device, by path; the first 3,000 when there are more.",
    answerDescription: 'The uploads.',
    answerExample: {
      uploads: [
        {
          uploadId: 'VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA',
          path: 'films/2026/q3 Übersicht.mp4',
          startedAt: '2026-11-24T12:00:00.000Z',
        },
      ],
    },
  },
} as const satisfies Record<string, OperationText>;
