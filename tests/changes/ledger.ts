import { readFileSync } from 'node:fs';

import type { LedgerEntry } from '@airlock/stand-ins/s3/ledger.ts';

/** Counts the requests to S3 that ended since the ledger had that many characters, by what they are. */
export function requestsSince(file: string, characters: number): Record<string, number> {
  // The last line may be incomplete.
  const lines = readFileSync(file, 'utf8').slice(characters).split('\n').slice(0, -1);
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const name = nameOf(JSON.parse(line) as LedgerEntry);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Names what was asked. Without a key a request is about a bucket, and the only POST there is DeleteObjects. */
function nameOf({ method, key, receivedBytes }: LedgerEntry): string {
  const isOfFile = key.startsWith('users/');
  if (method === 'POST') return 'DeleteObjects';
  if (isOfFile && method === 'PUT' && receivedBytes === 0) return 'CopyObject';
  if (key === '') return `${method} of a list`;
  return isOfFile ? `${method} of a file` : `${method} of a record`;
}
