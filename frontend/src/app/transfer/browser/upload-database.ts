import { openDB, type IDBPDatabase } from 'idb';

import type { BatchFiles, BatchRecord } from '../batch-record.ts';
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
type Schema = {
  uploads: { key: string; value: UploadRecord; indexes: { user: string } };
  batches: { key: string; value: BatchRecord; indexes: { user: string } };
  /** Files of the batches, by the batch and the index of the first file. */
  files: { key: [string, number]; value: BatchFiles };
  /** Handles of what was chosen, by the batch. */
  handles: { key: string; value: readonly FileSystemHandle[] };
};

type Database = IDBPDatabase<Schema>;
export type UploadDatabase = () => Promise<Database>;

/**
 * Returns a function that opens the database of uploads, or returns the open one. It rejects with `NoAnswer` when the
 * browser does not open it in time. `openedLate` is called when the browser opens it after somebody was refused, as on a
 * busy computer: whoever was refused can ask again. Nobody uses a database before `prepare` has settled, and one that it
 * rejects, or that is closed meanwhile, is not opened.
 */
export function uploadDatabase(
  name: string,
  openedLate: () => void = () => undefined,
  prepare: (database: Database) => Promise<void> = () => Promise.resolve(),
): UploadDatabase {
  let opened: Promise<Database> | undefined;
  let wasRefused = false;
  return () => {
    if (opened) return opened;
    let rest: ReturnType<typeof setTimeout> | undefined;
    // An attempt that is over must not take away the database that a later one has opened.
    const lost = () => {
      clearTimeout(rest);
      if (opened === inGoodTime || opened === opening) opened = undefined;
    };
    const opening = open(name, prepare, () => lost());
    const inGoodTime = inTime(opening, patienceMs);
    opened = inGoodTime;
    inGoodTime.catch((error: unknown) => {
      wasRefused = true;
      // A database that could not be opened, in a private window or with a full disk, may open the next time.
      if (error instanceof NoAnswer) rest = setTimeout(lost, restMs);
      else lost();
    });
    void opening.then((database) => {
      clearTimeout(rest);
      if (opened !== undefined && opened !== inGoodTime) {
        database.close();
        return;
      }
      opened = opening;
      if (!wasRefused) return;
      wasRefused = false;
      openedLate();
    }, lost);
    return opened;
  };
}

async function open(name: string, prepare: (database: Database) => Promise<void>, lost: () => void): Promise<Database> {
  const closed = new AbortController();
  const close = () => {
    closed.abort(new Error('The database was closed while it was prepared.'));
    lost();
  };
  const database = await openDB<Schema>(name, 2, {
    upgrade: (fresh, oldVersion) => {
      if (oldVersion < 1) fresh.createObjectStore('uploads', { keyPath: 'key' }).createIndex('user', 'userId');
      fresh.createObjectStore('batches', { keyPath: 'id' }).createIndex('user', 'userId');
      fresh.createObjectStore('files');
      fresh.createObjectStore('handles');
    },
    // A newer version of the page in another tab must not wait for this connection.
    blocking: () => {
      database.close();
      close();
    },
    terminated: close,
  });
  await prepare(database);
  closed.signal.throwIfAborted();
  return database;
}
