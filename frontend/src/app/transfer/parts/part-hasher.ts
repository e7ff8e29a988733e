import { hashBlob, hashSlices } from '../checksum/hash-blob.ts';
import { firstBatch, type PartSigner } from './part-signer.ts';
import type { PartsTask, PartsRun } from './parts-run.ts';

export type Hashing = Pick<PartsTask, 'context' | 'ledger' | 'file'>;

/**
 * Number of bytes up to which parts are read together. In Chromium opening a slice costs as much as reading 16 MiB of
 * it.
 */
const readingBytes = 128 * 1024 * 1024;

/** Hashes the parts in order, ahead of sending, and offers each part to the signer. */
export async function hashParts(run: PartsRun, signer: PartSigner): Promise<void> {
  const { changed, task, signal } = run;
  const offer = (partNumber: number) => {
    if (!task.ledger.isPartStored(partNumber)) signer.offer(partNumber);
    run.report();
    changed.notifyAll();
  };
  for (let next = 1; next <= task.ledger.plan.partCount;) {
    await changed.waitUntil(() => signer.needsMoreHashed, signal);
    next = 1 + (await hashFrom(task, next, { signal, hashed: offer }));
  }
  signer.allOffered();
  changed.notifyAll();
}

/**
 * Hashes the first parts while the upload is being started, so that they can be signed at once. Ignores errors, because
 * `hashParts` reads the same parts again and reports them.
 */
export async function hashFirst(hashing: Hashing, signal: AbortSignal): Promise<void> {
  await hashFrom(hashing, 1, { signal, mostParts: firstBatch }).catch(() => undefined);
}

interface Terms {
  signal: AbortSignal;
  /** Receives the number of each part as soon as its checksum is known. */
  hashed?: (partNumber: number) => void;
  mostParts?: number;
}

/**
 * Hashes the part `first`, unless it is already hashed, together with the following parts that can be read in the same
 * pass. Resolves with the number of the last of these parts.
 */
export async function hashFrom(
  { context, ledger, file }: Hashing,
  first: number,
  { signal, hashed = () => undefined, mostParts = Infinity }: Terms,
): Promise<number> {
  const { partCount, partSizeBytes } = ledger.plan;
  const isOpen = (partNumber: number) => partNumber <= partCount && ledger.checksum(partNumber) === undefined;
  if (!isOpen(first)) {
    hashed(first);
    return first;
  }
  const together = Math.min(mostParts, Math.max(1, Math.floor(readingBytes / partSizeBytes)));
  let last = first;
  while (last + 1 < first + together && isOpen(last + 1)) last += 1;
  let next = first;
  const slice = (crc64nvme: string) => {
    ledger.hashed(next, crc64nvme);
    hashed(next);
    next += 1;
  };
  await hashSlices(context, ledger.slice(file, first, last), partSizeBytes, { signal, slice });
  return last;
}

/** Resolves with the checksum of one part in Base64. The part is read again, even if it is already hashed. */
export const hashPart = ({ task, signal }: PartsRun, partNumber: number): Promise<string> =>
  hashBlob(task.context, task.ledger.slice(task.file, partNumber), { signal });
