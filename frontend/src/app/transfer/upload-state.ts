/** Why an upload ended without its file being stored; the words for it are in text.ts. */
export type FailureReason =
  | 'unreadable'
  | 'changed'
  | 'too-large'
  | 'name-refused'
  | 'signed-out'
  | 'refused'
  | 'unavailable'
  | 'network'
  | 'unexpected';

/** Where one upload stands: always exactly one of these. */
export type UploadState =
  | { kind: 'waiting' }
  | { kind: 'hashing'; hashedBytes: number }
  /** Hashed, waiting for its turn to be sent. */
  | { kind: 'hashed' }
  | { kind: 'signing' }
  | { kind: 'sending'; sentBytes: number }
  /** The answer was lost: asking what is stored. */
  | { kind: 'checking' }
  | { kind: 'retrying'; atMs: number }
  | { kind: 'offline' }
  /** `verified`: S3 repeated our checksum, so it has exactly the bytes that were read here. */
  | { kind: 'done'; verified: boolean }
  /** The name is taken; `etag` is what "replace" would replace. `identical`: by the very same bytes. */
  | { kind: 'conflict'; etag: string; identical: boolean }
  | { kind: 'failed'; reason: FailureReason; detail?: string }
  | { kind: 'skipped' }
  | { kind: 'cancelled' };

const ended: ReadonlySet<UploadState['kind']> = new Set(['done', 'failed', 'skipped', 'cancelled']);

/** Nothing more happens by itself and nobody is asked. */
export const hasEnded = (state: UploadState): boolean => ended.has(state.kind);

/** Something is happening or about to; leaving the page would lose it. */
export const isActive = (state: UploadState): boolean => !hasEnded(state) && state.kind !== 'conflict';
