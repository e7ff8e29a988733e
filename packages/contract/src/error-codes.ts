/** Lists every error code. The list is closed, so the compiler can check that a client handles each code. */
export const errorCodes = [
  'invalid-request',
  'invalid-path',
  'unauthorized',
  'not-found',
  'already-exists',
  'changed-meanwhile',
  'upload-incomplete',
  'upload-outdated',
  'body-too-large',
  'unsupported-media-type',
  'use-multipart',
  'file-too-large',
  'too-many-uploads',
  'too-large-to-copy',
  'storage-refused',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Maps each error code to its HTTP status. A new code without a status is a type error. */
export const statusOfCode = {
  'invalid-request': 400,
  'invalid-path': 400,
  unauthorized: 401,
  'not-found': 404,
  'already-exists': 409,
  'changed-meanwhile': 409,
  'upload-incomplete': 409,
  'upload-outdated': 409,
  'body-too-large': 413,
  'use-multipart': 413,
  'file-too-large': 413,
  'too-many-uploads': 409,
  'too-large-to-copy': 409,
  'storage-refused': 409,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;
