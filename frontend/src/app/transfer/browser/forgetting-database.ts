import { batchLockName } from '../batch-record.ts';
import type { UploadLocks } from '../ports.ts';
import { lockName } from '../upload-record.ts';
import { idbBatches } from './idb-batches.ts';
import { idbRecords } from './idb-records.ts';
import { uploadDatabase, type UploadDatabase } from './upload-database.ts';

/** A person whose records this browser was told to forget, and when. */
export interface ForgottenPerson {
  readonly userId: string;
  readonly atMs: number;
}

/** The people whose records are still to be removed. They are remembered elsewhere than in the database. */
export interface ForgottenPeople {
  all(): readonly ForgottenPerson[];
  add(person: ForgottenPerson): void;
  remove(person: ForgottenPerson): void;
}

interface Surroundings {
  readonly people: ForgottenPeople;
  readonly locks: Pick<UploadLocks, 'held'>;
  readonly openedLate?: () => void;
}

interface ForgettingDatabase {
  readonly open: UploadDatabase;
  /** Notes that a person is to be forgotten, so that it is done also when the page is closed now. */
  note(userId: string): void;
  /** Removes what the database has of a person: now, or before it is used the next time, also in a later visit. */
  forget(userId: string): Promise<void>;
}

/**
 * Returns the database of uploads, which forgets a person also when the browser did not open it at that moment. What they
 * begin afterwards stays.
 */
export function forgettingDatabase(name: string, { people, locks, openedLate }: Surroundings): ForgettingDatabase {
  const removeForgotten = async (database: UploadDatabase) => {
    const forgotten = people.all();
    if (forgotten.length === 0) return;
    // Before the locks: whoever is writing a batch takes its lock first, and then writes the handles.
    const handled = await (await database()).getAllKeys('handles');
    const held = await locks.held();
    await removeStrayHandles(database, handled, held);
    for (const person of forgotten) {
      await removeKept(database, person, held);
      people.remove(person);
    }
  };
  // What cannot be removed now is tried again the next time. Uploads need not wait for that.
  const open = uploadDatabase(name, openedLate, (database) =>
    removeForgotten(() => Promise.resolve(database)).catch(() => undefined),
  );
  const note = (userId: string) => {
    people.add({ userId, atMs: Date.now() });
  };
  return {
    open,
    note,
    forget: async (userId) => {
      note(userId);
      await removeForgotten(open).catch(() => undefined);
    },
  };
}

/** Removes what the database has of a person from before they were forgotten, but nothing that a tab is sending. */
async function removeKept(
  database: UploadDatabase,
  { userId, atMs }: ForgottenPerson,
  held: ReadonlySet<string>,
): Promise<void> {
  const [records, batches] = [idbRecords(database), idbBatches(database)];
  for (const { key, uploadId, savedAtMs } of await records.of(userId)) {
    const isSent = uploadId !== undefined && held.has(lockName(uploadId));
    if (savedAtMs <= atMs && !isSent) await records.remove(key);
  }
  for (const { id, startedAtMs } of await batches.of(userId)) {
    if (startedAtMs <= atMs && !held.has(batchLockName(id))) await batches.remove(id);
  }
}

/** Removes handles whose batch was never written, which belong to nobody: the browser did not take it, and its tab is gone. */
async function removeStrayHandles(
  database: UploadDatabase,
  handled: readonly string[],
  held: ReadonlySet<string>,
): Promise<void> {
  const written = new Set(await (await database()).getAllKeys('batches'));
  for (const id of handled) {
    if (!written.has(id) && !held.has(batchLockName(id))) await idbBatches(database).remove(id);
  }
}
