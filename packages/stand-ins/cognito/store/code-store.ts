import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const row = v.object({ hash: v.string(), expiresAt: v.number() });

/** The reason why a code was sent. */
export type CodePurpose = 'forgotten-password' | 'sign-up' | 'email' | 'pending-email';

/** The last code sent for a purpose under a name, whether or not somebody has the name. */
export class CodeStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Stores a code, which replaces the one before. */
  save(purpose: CodePurpose, name: string, code: v.InferOutput<typeof row>, now: number): void {
    this.#database.prepare('DELETE FROM codes WHERE expiresAt <= ?').run(now);
    this.#database
      .prepare('INSERT OR REPLACE INTO codes VALUES (:purpose, :name, :hash, :expiresAt)')
      .run({ purpose, name, ...code });
  }

  find(purpose: CodePurpose, name: string): v.InferOutput<typeof row> | undefined {
    const found = this.#database.prepare('SELECT * FROM codes WHERE purpose = ? AND name = ?').get(purpose, name);
    return found && v.parse(row, found);
  }

  /** Uses up the code. Returns true for the first request only, however many come at once with the same code. */
  use(purpose: CodePurpose, name: string, hash: string): boolean {
    const { changes } = this.#database
      .prepare('DELETE FROM codes WHERE purpose = ? AND name = ? AND hash = ?')
      .run(purpose, name, hash);
    return changes === 1;
  }

  remove(purpose: CodePurpose, name: string): void {
    this.#database.prepare('DELETE FROM codes WHERE purpose = ? AND name = ?').run(purpose, name);
  }
}
