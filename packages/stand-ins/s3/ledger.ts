import { appendFileSync } from 'node:fs';

import type { S3Request } from './request.ts';

/** One request, whether it succeeded or failed. */
export interface LedgerEntry {
  /** The time when it ended, in ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** The object key; empty for a request to the bucket. */
  readonly key: string;
  readonly uploadId?: string;
  readonly partNumber?: number;
  /** The bytes of the body without its framing; 0 for a body that is refused before it is read. */
  readonly receivedBytes: number;
  /** The status of the answer; 0 when the client disconnected before there was an answer. */
  readonly status: number;
}

export type RecordAttempt = (entry: LedgerEntry) => void;

/**
 * Appends a line of JSON for each request, for tests that check what was sent how often. The file has names of objects,
 * so it must be kept private.
 */
export const ledgerFile =
  (file: string): RecordAttempt =>
  (entry) =>
    appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });

export function ledgerEntry({ method, key, query, progress }: S3Request, status: number, now: Date): LedgerEntry {
  const uploadId = query.get('uploadId');
  const partNumber = query.get('partNumber');
  return {
    time: now.toISOString(),
    method,
    key,
    ...(uploadId !== undefined && { uploadId }),
    ...(partNumber !== undefined && { partNumber: Number(partNumber) }),
    receivedBytes: progress.receivedBytes,
    status,
  };
}
