/** What the page tells the hashing worker. */
export type HashOrder = { id: number; kind: 'hash'; blob: Blob; sliceBytes: number } | { id: number; kind: 'stop' };

/** What the hashing worker tells the page. */
export type HashAnswer = { id: number } & (
  | { kind: 'progress'; hashedBytes: number }
  | { kind: 'slice'; crc64nvme: string }
  | { kind: 'done' }
  | { kind: 'failed'; unreadable: boolean }
);
