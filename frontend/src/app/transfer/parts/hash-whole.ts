import { hashFrom, type Hashing } from './part-hasher.ts';
import type { UploadState } from '../upload-state.ts';

/** Hashes the parts that are not hashed yet, only to know the checksum of the whole file. */
export async function hashWhole(
  hashing: Hashing,
  { signal, report }: { signal: AbortSignal; report: (state: UploadState) => void },
): Promise<void> {
  const { ledger } = hashing;
  for (let next = 1; next <= ledger.plan.partCount; next = 1 + (await hashFrom(hashing, next, { signal }))) {
    if (ledger.checksum(next) === undefined) report({ kind: 'hashing', hashedBytes: ledger.hashedBytes });
  }
}
