import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const row = v.object({ address: v.string() });

/** The addresses that users want to have and have not verified. */
export class PendingEmailStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Stores an address, which replaces the one before. */
  save(sub: string, address: string): void {
    this.#database.prepare('INSERT OR REPLACE INTO pendingEmails VALUES (?, ?)').run(sub, address);
  }

  find(sub: string): string | undefined {
    const found = this.#database.prepare('SELECT address FROM pendingEmails WHERE sub = ?').get(sub);
    return found && v.parse(row, found).address;
  }

  remove(sub: string): void {
    this.#database.prepare('DELETE FROM pendingEmails WHERE sub = ?').run(sub);
  }
}
