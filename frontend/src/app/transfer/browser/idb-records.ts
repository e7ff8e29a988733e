import { openDB, type IDBPDatabase } from 'idb';

import type { UploadRecords } from '../ports.ts';
import type { UploadRecord } from '../upload-record.ts';

/** A type and no interface: with the index signature of idb's DBSchema, TypeScript 6 no longer finds the store names. */
type Schema = { uploads: { key: string; value: UploadRecord; indexes: { user: string } } };

/** Resume records in IndexedDB: what was written just before a kill is there after it, which localStorage cannot promise. */
export function idbRecords(name = 'airlock-uploads'): UploadRecords {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const lost = () => (opened = undefined);
  const database = () => {
    if (opened) return opened;
    opened = open(name, lost);
    // What failed once (a private window, a full disk) may work the next time.
    opened.catch(lost);
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
    // A newer version of the page in another tab must not wait for this one.
    blocking: () => {
      database.close();
      lost();
    },
    terminated: lost,
  });
  return database;
}
