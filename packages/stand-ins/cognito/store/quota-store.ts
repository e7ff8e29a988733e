import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const row = v.object({ used: v.number(), endsAt: v.number() });

/** Counts how often something was done under a name since the first time, with the time at which the count ends. */
export class QuotaStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(name: string, now: number): v.InferOutput<typeof row> | undefined {
    const found = this.#database.prepare('SELECT * FROM quotas WHERE name = ? AND endsAt > ?').get(name, now);
    return found && v.parse(row, found);
  }

  save(name: string, quota: v.InferOutput<typeof row>, now: number): void {
    this.#database.prepare('DELETE FROM quotas WHERE endsAt <= ?').run(now);
    this.#database.prepare('INSERT OR REPLACE INTO quotas VALUES (:name, :used, :endsAt)').run({ name, ...quota });
  }

  remove(name: string): void {
    this.#database.prepare('DELETE FROM quotas WHERE name = ?').run(name);
  }
}
