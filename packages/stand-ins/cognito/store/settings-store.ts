import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const row = v.object({ value: v.string() });

/**
 * Values that are decided once for an installation: the ids, and the secret behind the salts of users who do not exist.
 */
export class SettingsStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Returns the value stored under `name`; `make` supplies it the first time. */
  once(name: string, make: () => string): string {
    this.#database.prepare('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, make());
    return v.parse(row, this.#database.prepare('SELECT value FROM settings WHERE name = ?').get(name)).value;
  }
}
