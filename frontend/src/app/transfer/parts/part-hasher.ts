import { hashBlob, hashSlices } from '../checksum/hash-blob.ts';
import { firstBatch, type PartSigner } from './part-signer.ts';
import type { PartsTask, PartsRun } from './parts-run.ts';

export type Hashing = Pick<PartsTask, 'context' | 'ledger' | 'file'>;

/** Parts are read together up to here: to open a slice costs Chromium as much as to read 16 MiB of it. */
const readingBytes = 128 * 1024 * 1024;

/** Hashes the parts in order, ahead of sending, and offers each to be signed. */
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
 * A head start for `hashParts` while the upload is being begun: what is signed first. What cannot be read is left to it,
 * too.
 */
export async function hashFirst(hashing: Hashing, signal: AbortSignal): Promise<void> {
  await hashFrom(hashing, 1, { signal, mostParts: firstBatch }).catch(() => undefined);
}

interface Terms {
  signal: AbortSignal;
  /** Of each part, as soon as its checksum is known. */
  hashed?: (partNumber: number) => void;
  mostParts?: number;
}

/**
 * Hashes the part `first`, if it is not yet, and those after it that can be read together with it. Returns the last of
 * them.
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

/** Reads one part; what an earlier reading found does not count. */
export const hashPart = ({ task, signal }: PartsRun, partNumber: number): Promise<string> =>
  hashBlob(task.context, task.ledger.slice(task.file, partNumber), { signal });
