import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import type { ChangeRecord } from './change-record.ts';
import type { ChangeStore, StoredRecord } from './change-store.ts';

/** How often a record is read and written again because another call was quicker. */
const attempts = 10;

/**
 * Stores what `update` makes of the record, and returns it. When another call writes in between, it begins again with what
 * that call has written. Returns the record as it is when `update` returns the same object. Throws `not-found`.
 */
export async function updateRecord(
  { changes }: { readonly changes: ChangeStore },
  caller: Caller,
  changeId: string,
  update: (record: ChangeRecord) => ChangeRecord,
): Promise<ChangeRecord> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await readRecord(changes, caller, changeId);
    const updated = update(stored.record);
    if (updated === stored.record || (await changes.replace(caller, updated, stored.etag))) return updated;
  }
  throw new CodedError('unavailable', 'Too many calls write to this change: try again.');
}

/** Reads the record of a change. Throws the same `not-found` for no change and for a change of somebody else. */
export async function readRecord(changes: ChangeStore, caller: Caller, changeId: string): Promise<StoredRecord> {
  const stored = await changes.read(caller, changeId);
  if (stored === undefined) throw new CodedError('not-found', 'There is no such change.', { field: 'changeId' });
  return stored;
}
