import { openDB, type IDBPDatabase } from 'idb';

import type { UploadRecords } from '../ports.ts';
import type { UploadRecord } from '../upload-record.ts';
import { inTime, NoAnswer } from './in-time.ts';

/** Time that the browser has to open the database. */
const patienceMs = 3_000;
/** Time for which a database that did not open in time is left alone, so that not every record waits for it. */
const restMs = 60_000;

/**
 * This must be a type and not an interface: with the index signature of idb's DBSchema, TypeScript 6 does not find the
 * store names of an interface.
 */
type Schema = { uploads: { key: string; value: UploadRecord; indexes: { user: string } } };

/**
 * Keeps resume records in IndexedDB. A record that was written just before the browser was killed is there afterwards,
 * which localStorage cannot promise.
 */
export function idbRecords(name = 'airlock-uploads'): UploadRecords {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const lost = () => (opened = undefined);
  const database = () => {
    if (opened) return opened;
    opened = inTime(open(name, lost), patienceMs);
    // A database that could not be opened, in a private window or with a full disk, may open the next time.
    opened.catch((error: unknown) => (error instanceof NoAnswer ? void setTimeout(lost, restMs) : lost()));
    return opened;
  };
  return {
    of: async (userId) => (await database()).getAllFromIndex('uploads', 'user', userId),
    save: async (record) => {
      await (await database()).put('uploads', record);
    },
    remove: async (key) => (await database()).delete('uploads', key),
  };
}

async function open(name: string, lost: () => void): Promise<IDBPDatabase<Schema>> {
  const database = await openDB<Schema>(name, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('uploads', { keyPath: 'key' }).createIndex('user', 'userId'),
    // A newer version of the page in another tab must not wait for this connection.
    blocking: () => {
      database.close();
      lost();
    },
    terminated: lost,
  });
  return database;
}
