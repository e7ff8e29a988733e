import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { format, tables } from './tables.ts';

export interface OpenedDirectory {
  readonly database: DatabaseSync;
  readonly blobDirectory: string;
  readonly incomingDirectory: string;
}

/**
 * Opens the data of an installation, or creates it. Leftovers of writes that a kill interrupted are removed.
 * Throws an Error with one sentence that names the fix when the data is unreadable or in use.
 */
export function openDirectory(directory: string): OpenedDirectory {
  const blobDirectory = join(directory, 'blobs');
  const incomingDirectory = join(directory, 'incoming');
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(blobDirectory, { recursive: true, mode: 0o700 });
    database = openDatabase(join(directory, 'metadata.sqlite'));
    // This comes after the database is ours: another running server may be writing there.
    rmSync(incomingDirectory, { recursive: true, force: true });
    mkdirSync(incomingDirectory, { mode: 0o700 });
    return { database, blobDirectory, incomingDirectory };
  } catch (error) {
    database?.close();
    throw explained(directory, error);
  }
}

/**
 * Opens the database. WAL with synchronous=NORMAL hands a commit to the operating system before it is acknowledged, so
 * it survives `kill -9`. An fsync for each commit would only add surviving a power cut, which the blobs do not promise
 * either.
 */
function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 0;');
    // A list in the order of keys reads rows all over the table: with SQLite's usual 2 MB each of them comes from the file again.
    database.exec('PRAGMA cache_size = -65536;');
    createTables(database);
    const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (check !== 'ok') throw new Error(String(check));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Creates the tables of new data, all or none: a kill in between leaves nothing. */
function createTables(database: DatabaseSync): void {
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found === format) return;
  if (found !== 0) throw new FormatError(found);
  database.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${format}; COMMIT;`);
}

/** The data is of another version of the local S3, and only that version can read it. */
class FormatError extends Error {
  constructor(found: number) {
    super(`has format ${found} and this version reads format ${format}`);
  }
}

function explained(directory: string, error: unknown): Error {
  return new Error(`The local S3 data in ${directory} ${problemOf(error)}`, { cause: error });
}

/** Says what is wrong with the data and what to do. */
function problemOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof FormatError) {
    return `${reason}: remove .local/, or that directory, and start again; the files in it will be gone.`;
  }
  return /locked/.test(reason)
    ? 'is in use by another running stack: stop that one, or give this one another directory.'
    : `cannot be used (${reason}): move or delete that directory and start again; the files in it will be gone.`;
}
