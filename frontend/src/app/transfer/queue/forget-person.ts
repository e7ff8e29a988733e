import type { TransferContext } from '../requests/transfer-context.ts';
import { lockName } from '../upload-record.ts';
import { hasEnded } from '../upload-state.ts';
import type { Batches } from './batches.ts';
import { partsUploadOf, type Entry } from './upload-entry.ts';

type Context = Pick<TransferContext, 'records' | 'ports'>;

interface Owned {
  readonly entries: Map<number, Entry>;
  readonly batches: Batches;
}

/** Resolves with the number of unfinished uploads of `userId` that this browser knows. */
export async function countKept({ records }: Context, { entries, batches }: Owned, userId: string): Promise<number> {
  const known = await records.of(userId);
  const withoutRecord = [...entries.values()].filter(
    (entry) => entry.userId === userId && !hasEnded(entry.state) && !partsUploadOf(entry),
  );
  const left = await batches.countLeft(userId);
  return known.filter(({ discarded }) => !discarded).length + withoutRecord.length + left;
}

/**
 * Stops the uploads of `userId` and forgets them here, with their files and records. What S3 has of them stays there, so
 * that they can be resumed with the same file. Uploads that another tab sends are left to that tab. `ended` is called for
 * each upload.
 */
export async function forgetPerson(
  { records, ports }: Context,
  { entries, batches }: Owned,
  userId: string,
  ended: (entry: Entry) => void,
): Promise<void> {
  const own = [...entries.values()].filter((entry) => entry.userId === userId);
  // From the last to the first, so that a waiting upload is gone before a place becomes free for it.
  for (const entry of own.toReversed()) {
    entries.delete(entry.id);
    entry.stop.abort();
    ended(entry);
  }
  // A run that is stopped may still write its record.
  await Promise.all(own.map(({ running }) => running));
  await batches.forgetPerson(userId, own);
  const held = await ports.locks.held();
  for (const { key, uploadId } of await records.of(userId)) {
    if (uploadId === undefined || !held.has(lockName(uploadId))) await records.remove(key);
  }
}
