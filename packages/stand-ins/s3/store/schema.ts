import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { migrations } from './migrations.ts';

export interface Opened {
  readonly database: DatabaseSync;
  readonly blobDirectory: string;
  readonly incomingDirectory: string;
}

/**
 * Opens the data of an installation, or creates it. Leftovers of writes that a kill interrupted are removed.
 * Throws an Error with one sentence that names the fix when the data is unreadable or in use.
 */
export function openDirectory(directory: string): Opened {
  const blobDirectory = join(directory, 'blobs');
  const incomingDirectory = join(directory, 'incoming');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(blobDirectory, { recursive: true, mode: 0o700 });
    database = openDatabase(join(directory, 'metadata.sqlite'));
    // Only after the database is ours: another running server may be writing there.
    rmSync(incomingDirectory, { recursive: true, force: true });
    mkdirSync(incomingDirectory, { mode: 0o700 });
    return { database, blobDirectory, incomingDirectory };
  } catch (error) {
    database?.close();
    throw explained(directory, error);
  }
}

/**
 * WAL with synchronous=NORMAL: a commit is in the operating system's hands before it is acknowledged, so it survives
 * `kill -9`; an fsync for each commit would only add surviving a power cut, which the blobs do not promise either.
 */
function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec('PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 0;');
  migrate(database);
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw new Error(String(check));
  return database;
}

/** Brings data of an earlier format to this one, a whole step at a time: a kill in between leaves a known format. */
function migrate(database: DatabaseSync): void {
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found > migrations.length) throw new Error(`its format is ${found} and this version reads ${migrations.length}`);
  migrations.slice(found).forEach((step, index) => {
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${found + index + 1}; COMMIT;`);
  });
}

function explained(directory: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const message = /locked/.test(reason)
    ? `The local S3 data in ${directory} is in use by another running stack: stop that one, or give this one another directory.`
    : `The local S3 data in ${directory} cannot be used (${reason}): move or delete that directory and start again; the files in it will be gone.`;
  return new Error(message, { cause: error });
}
