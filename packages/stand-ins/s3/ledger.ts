import { appendFileSync } from 'node:fs';

import type { S3Request } from './request.ts';

/** One attempt, whatever became of it. */
export interface LedgerEntry {
  /** When it ended, ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Empty: the bucket. */
  readonly key: string;
  readonly uploadId?: string;
  readonly partNumber?: number;
  /** Of the body, without its framing; a body that is refused before it is read counts as none. */
  readonly receivedBytes: number;
  /** 0: the client went away before there was an answer. */
  readonly status: number;
}

export type RecordAttempt = (entry: LedgerEntry) => void;

/** Appends a line of JSON for each request, for tests that ask what was sent how often. Holds names: keep it private. */
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
