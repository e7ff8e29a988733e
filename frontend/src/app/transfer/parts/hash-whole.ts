import { hashBlob } from '../checksum/hash-blob.ts';
import type { PartLedger } from './part-ledger.ts';
import type { Traffic } from '../requests/traffic.ts';
import type { UploadState } from '../upload-state.ts';

/** Hashes what is not hashed yet, only to know the checksum of the whole. */
export async function hashWhole(
  traffic: Traffic,
  ledger: PartLedger,
  file: Blob,
  { signal, report }: { signal: AbortSignal; report: (state: UploadState) => void },
): Promise<void> {
  for (let partNumber = 1; partNumber <= ledger.plan.partCount; partNumber += 1) {
    if (ledger.checksum(partNumber) !== undefined) continue;
    report({ kind: 'hashing', hashedBytes: ledger.hashedBytes });
    ledger.hashed(partNumber, await hashBlob(traffic, ledger.slice(file, partNumber), { signal }));
  }
}
