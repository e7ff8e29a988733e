/** What the page tells the hashing worker. */
export type HashOrder = { id: number; kind: 'hash'; blob: Blob; sliceBytes: number } | { id: number; kind: 'stop' };

/** What the hashing worker tells the page. */
export type HashAnswer = { id: number } & (
  | { kind: 'progress'; hashedBytes: number }
  | { kind: 'slice'; crc64nvme: string }
  | { kind: 'done' }
  /** The checksum of a small body, and its bytes, so that they need not be read again to be sent. */
  | { kind: 'small'; crc64nvme: string; bytes: ArrayBuffer }
  | { kind: 'failed'; unreadable: boolean }
);

/** Largest body in bytes whose bytes are handed back. */
export const smallBytes = 64 * 1024;
