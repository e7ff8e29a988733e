import { hashBlob } from '../checksum/hash-blob.ts';
import { firstBatch, type PartSigner } from './part-signer.ts';
import type { PartsOrder, PartsRun } from './parts-run.ts';

/** As many as the lane lets through: one file may have the hasher to itself. */
const hashersPerFile = 2;

/** Hashes the parts in order, ahead of sending, and offers each to be signed. */
export async function hashParts(run: PartsRun, signer: PartSigner): Promise<void> {
  const { ledger } = run.order;
  let next = 1;
  const hasher = async () => {
    for (;;) {
      await run.bell.until(() => next > ledger.plan.partCount || signer.wantsMore, run.signal);
      const partNumber = next;
      if (partNumber > ledger.plan.partCount) return;
      next += 1;
      if (ledger.checksum(partNumber) === undefined) ledger.hashed(partNumber, await hashPart(run, partNumber));
      if (!ledger.isPartStored(partNumber)) signer.offer(partNumber);
      run.report();
      run.bell.ring();
    }
  };
  await Promise.all(Array.from({ length: hashersPerFile }, hasher));
  signer.allOffered();
  run.bell.ring();
}

/**
 * A head start for `hashParts` while the upload is being begun: the parts that are signed first. What cannot be read is left
 * to it, too.
 */
export async function hashFirst(
  { traffic, ledger, file }: Pick<PartsOrder, 'traffic' | 'ledger' | 'file'>,
  signal: AbortSignal,
): Promise<void> {
  const hash = async (partNumber: number) => {
    if (ledger.checksum(partNumber) !== undefined) return;
    ledger.hashed(partNumber, await hashBlob(traffic, ledger.slice(file, partNumber), { signal }));
  };
  const count = Math.min(firstBatch, ledger.plan.partCount);
  await Promise.allSettled(Array.from({ length: count }, (_, index) => hash(index + 1)));
}

/** Reads one part; what an earlier reading found does not count. */
export const hashPart = ({ order, signal }: PartsRun, partNumber: number): Promise<string> =>
  hashBlob(order.traffic, order.ledger.slice(order.file, partNumber), { signal });
