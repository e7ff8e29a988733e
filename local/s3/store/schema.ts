import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const version = 1;

/**
 * A version row is one write of a key; `sequence` orders them. Its bytes are its segments in order: one for a PutObject,
 * one per part for a multipart upload. Keys are bytes, so that SQLite compares them as S3 lists them.
 */
const schema = `
CREATE TABLE bucket (
  name TEXT PRIMARY KEY,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE version (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  version_id TEXT NOT NULL,
  is_latest INTEGER NOT NULL,
  is_delete_marker INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum_algorithm TEXT NOT NULL,
  checksum_value TEXT NOT NULL,
  headers TEXT NOT NULL,
  modified_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX version_by_id ON version (bucket, key, version_id);
CREATE UNIQUE INDEX version_latest ON version (bucket, key) WHERE is_latest = 1;
CREATE INDEX version_in_order ON version (bucket, key, sequence DESC);
CREATE TABLE segment (
  sequence INTEGER NOT NULL REFERENCES version (sequence) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  blob TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (sequence, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_blob ON segment (blob);
PRAGMA user_version = ${version};
`;

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
  const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (found === 0) database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`);
  else if (found !== version) throw new Error(`its format is ${String(found)} and this version reads ${version}`);
  const check = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (check !== 'ok') throw new Error(String(check));
  return database;
}

function explained(directory: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  const message = /locked/.test(reason)
    ? `The local S3 data in ${directory} is in use by another running stack: stop that one, or give this one another directory.`
    : `The local S3 data in ${directory} cannot be used (${reason}): move or delete that directory and start again; the files in it will be gone.`;
  return new Error(message, { cause: error });
}
