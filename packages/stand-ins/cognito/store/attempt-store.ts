import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const row = v.object({ failures: v.number(), lockedUntil: v.number(), lastAt: v.number() });
export type Attempts = v.InferOutput<typeof row>;

/** Failed sign-ins by the name that was tried, whether or not a user has the name. */
export class AttemptStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(name: string): Attempts | undefined {
    const found = this.#database.prepare('SELECT * FROM attempts WHERE name = ?').get(name);
    return found && v.parse(row, found);
  }

  save(name: string, attempts: Attempts): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO attempts VALUES (:name, :failures, :lockedUntil, :lastAt)')
      .run({ name, ...attempts });
  }

  /**
   * Removes the attempts of `name`, and all that have been idle since `idleSince`: names of nobody are removed in no
   * other way.
   */
  remove(name: string, idleSince: number): void {
    this.#database.prepare('DELETE FROM attempts WHERE name = ? OR lastAt < ?').run(name, idleSince);
  }
}
