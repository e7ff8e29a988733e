import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

// Times are milliseconds since 1970. Challenges and refresh tokens are stored as a SHA-256, so that nobody who finds
// the file can use them. `verifier` is all that is stored of a password. Secrets of authenticator apps are stored as
// they are: the server has to compute the same codes.
const schema = `
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS users (
    sub TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, signInName TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    enabled INTEGER NOT NULL, salt TEXT NOT NULL, verifier TEXT NOT NULL, temporaryUntil INTEGER,
    attributes TEXT NOT NULL, createdAt INTEGER NOT NULL, modifiedAt INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS passwordHistory (
    sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE, salt TEXT NOT NULL, verifier TEXT NOT NULL,
    replacedAt INTEGER NOT NULL, PRIMARY KEY (sub, salt)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS pendingEmails (
    sub TEXT PRIMARY KEY REFERENCES users (sub) ON DELETE CASCADE, address TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS authenticators (
    sub TEXT PRIMARY KEY REFERENCES users (sub) ON DELETE CASCADE, secret TEXT, pendingSecret TEXT,
    enabled INTEGER NOT NULL, preferred INTEGER NOT NULL, lastStep INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS codes (
    purpose TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, expiresAt INTEGER NOT NULL,
    PRIMARY KEY (purpose, name)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS quotas (
    name TEXT PRIMARY KEY, used INTEGER NOT NULL, endsAt INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS challenges (
    hash TEXT PRIMARY KEY, name TEXT NOT NULL, clientId TEXT NOT NULL, username TEXT NOT NULL, state TEXT NOT NULL,
    expiresAt INTEGER NOT NULL, used INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS signIns (
    eventId TEXT PRIMARY KEY, originJti TEXT NOT NULL, sub TEXT NOT NULL REFERENCES users (sub) ON DELETE CASCADE,
    clientId TEXT NOT NULL, authTime INTEGER NOT NULL, endsAt INTEGER NOT NULL, revoked INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS signInsOfUser ON signIns (sub);
  CREATE TABLE IF NOT EXISTS refreshTokens (
    hash TEXT PRIMARY KEY, eventId TEXT NOT NULL REFERENCES signIns (eventId) ON DELETE CASCADE,
    expiresAt INTEGER NOT NULL, rotatedAt INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS refreshTokensOfSignIn ON refreshTokens (eventId);
  CREATE TABLE IF NOT EXISTS attempts (
    name TEXT PRIMARY KEY, failures INTEGER NOT NULL, lockedUntil INTEGER NOT NULL, lastAt INTEGER NOT NULL
  ) STRICT;
`;

/** Opens or creates the pool's database in `directory` (0700, file 0600). Throws SQLite's error when it is damaged. */
export function openDatabase(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'pool.sqlite');
  // SQLite gives its journal the mode of the existing file.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    // A killed process loses nothing that was answered; WAL and NORMAL give that without an fsync per sign-in.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
    const check = database.prepare('PRAGMA quick_check').get();
    if (check?.['quick_check'] !== 'ok') throw new Error('its integrity check fails');
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `write` completely or not at all. Nothing may be awaited inside. */
export function transaction<Result>(database: DatabaseSync, write: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = write();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
