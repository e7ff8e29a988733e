/** Why an upload ended without its file being stored; the words for it are in text.ts. */
export type FailureReason =
  | 'unreadable'
  | 'changed'
  /** Bytes kept arriving other than they were sent. */
  | 'damaged'
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
  /** Nobody, or somebody else, is signed in: waits for the same person. */
  | { kind: 'signed-out' }
  /** Stopped by the person; `sentBytes` are safe. */
  | { kind: 'paused'; sentBytes: number }
  /** Resumed: proving that it is the same file before anything is sent. */
  | { kind: 'comparing'; comparedBytes: number }
  /** All bytes are there; S3 puts the parts together. */
  | { kind: 'completing' }
  /** Another tab of this browser sends it; this one takes over when that one closes. */
  | { kind: 'elsewhere' }
  /** Can go on from what S3 has, once its file is chosen again. */
  | { kind: 'needs-file' }
  /** `verified`: S3 repeated our checksum, so it has exactly the bytes that were read here. */
  | { kind: 'done'; verified: boolean }
  /** The name is taken; `etag` is what "replace" would replace. `identical`: by the very same bytes. */
  | { kind: 'conflict'; etag: string; identical: boolean }
  /** `partNumber`: where a file that is not the same any more differs first. */
  | { kind: 'failed'; reason: FailureReason; detail?: string; partNumber?: number }
  | { kind: 'skipped' }
  | { kind: 'cancelled' };

/** How sending a file ends, unless it is cancelled. */
export type SendResult = Extract<UploadState, { kind: 'done' | 'conflict' | 'failed' }>;

const ended: ReadonlySet<UploadState['kind']> = new Set(['done', 'failed', 'skipped', 'cancelled']);

/** Nothing more happens by itself and nobody is asked. */
export const hasEnded = (state: UploadState): boolean => ended.has(state.kind);

const asksThePerson: ReadonlySet<UploadState['kind']> = new Set(['conflict', 'needs-file', 'elsewhere']);

/** Something is happening or about to; leaving the page would lose it. */
export const isActive = (state: UploadState): boolean => !hasEnded(state) && !asksThePerson.has(state.kind);
