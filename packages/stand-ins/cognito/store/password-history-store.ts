import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

import type { PasswordVerifier } from '../srp.ts';

const row = v.object({ salt: v.string(), verifier: v.string() });

/** The passwords that users had before the present one, as verifiers. */
export class PasswordHistoryStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Adds a password that is replaced now, and forgets all but the last `kept`. */
  add(sub: string, { salt, verifier }: PasswordVerifier, replacedAt: number, kept: number): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO passwordHistory VALUES (:sub, :salt, :verifier, :replacedAt)')
      .run({ sub, salt, verifier, replacedAt });
    this.#database
      .prepare(
        `DELETE FROM passwordHistory WHERE sub = :sub AND rowid NOT IN
           (SELECT rowid FROM passwordHistory WHERE sub = :sub ORDER BY replacedAt DESC, rowid DESC LIMIT :kept)`,
      )
      .run({ sub, kept });
  }

  /** Returns the last passwords of a user, the newest first. */
  list(sub: string, limit: number): PasswordVerifier[] {
    const rows = this.#database
      .prepare('SELECT salt, verifier FROM passwordHistory WHERE sub = ? ORDER BY replacedAt DESC, rowid DESC LIMIT ?')
      .all(sub, limit);
    return v.parse(v.array(row), rows);
  }
}
