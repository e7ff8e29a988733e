/** Why an upload ended without its file being stored. The texts of the app have the words for each reason. */
export type FailureReason =
  | 'unreadable'
  | 'changed'
  /** S3 repeatedly received other bytes than those that were sent. */
  | 'damaged'
  | 'too-large'
  /** The file is larger than the installation allows; `detail` says how large it may be. */
  | 'above-limit'
  | 'name-refused'
  | 'signed-out'
  /** Others changed the file of this name again and again while the upload was sent. */
  | 'kept-changing'
  | 'refused'
  | 'unavailable'
  | 'network'
  | 'unexpected';

/** The state of one upload. */
export type UploadState =
  | { kind: 'waiting' }
  | { kind: 'hashing'; hashedBytes: number }
  /** The file is hashed and waits for its turn to be sent. */
  | { kind: 'hashed' }
  | { kind: 'signing' }
  | { kind: 'sending'; sentBytes: number }
  /** The page asks what is stored under the name, for example because an answer was lost. */
  | { kind: 'checking' }
  | { kind: 'retrying'; atMs: number }
  | { kind: 'offline' }
  /** The person has as many unfinished uploads as the installation allows. The upload begins when one of them is over. */
  | { kind: 'no-room' }
  /** Nobody or another person is signed in. The upload waits until its owner signs in again. */
  | { kind: 'signed-out' }
  /** The person paused the upload. S3 has stored `sentBytes` bytes of it. */
  | { kind: 'paused'; sentBytes: number }
  /** The upload is resumed. The file is compared with the stored parts before anything is sent. */
  | { kind: 'comparing'; comparedBytes: number }
  /** S3 has all bytes and joins the parts. */
  | { kind: 'completing' }
  /**
   * Somebody wrote or deleted the file of this name while the upload was sent. S3 takes the upload no more, so it is
   * started and sent again.
   */
  | { kind: 'starting-again' }
  /** Another tab of this browser sends the file. This tab takes over when the other tab is closed. */
  | { kind: 'elsewhere' }
  /** The upload can be resumed from the stored parts when the person chooses the file again. */
  | { kind: 'needs-file' }
  /**
   * The file is stored. `verified`: S3 returned the checksum that was computed here, so it has exactly the bytes that
   * were read.
   */
  | { kind: 'done'; verified: boolean }
  /** The name already exists with other bytes. `etag` identifies the version that "replace" would replace. */
  | { kind: 'conflict'; etag: string }
  /**
   * The upload failed. `partNumber` is the part that failed or, when the file has changed, the first part that differs.
   */
  | { kind: 'failed'; reason: FailureReason; detail?: string; partNumber?: number }
  /** Nothing was stored. `identical`: the file that is stored under the name has the same bytes; nobody was asked. */
  | { kind: 'skipped'; identical: boolean }
  | { kind: 'cancelled' };

/** How sending a file ends, unless the upload is cancelled. */
export type SendResult = Extract<UploadState, { kind: 'done' | 'conflict' | 'failed' | 'skipped' }>;

const ended: ReadonlySet<UploadState['kind']> = new Set(['done', 'failed', 'skipped', 'cancelled']);

/** Returns whether the upload has ended: nothing more happens by itself and no question is open. */
export const hasEnded = (state: UploadState): boolean => ended.has(state.kind);

const asksThePerson: ReadonlySet<UploadState['kind']> = new Set(['conflict', 'needs-file', 'elsewhere']);

/**
 * Returns whether the upload has neither ended nor needs the person or another tab. Leaving the page would interrupt
 * it.
 */
export const isActive = (state: UploadState): boolean => !hasEnded(state) && !asksThePerson.has(state.kind);
