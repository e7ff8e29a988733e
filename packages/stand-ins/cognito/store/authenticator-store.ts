import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const bit = v.pipe(
  v.picklist([0, 1]),
  v.transform((value) => value === 1),
);
const row = v.object({
  sub: v.string(),
  secret: v.nullable(v.string()),
  pendingSecret: v.nullable(v.string()),
  enabled: bit,
  preferred: bit,
  lastStep: v.number(),
});

/**
 * The authenticator app of a user. `secret` is the verified one, in base32. Whoever has it can compute every code, so
 * only its owner may read the database. `lastStep` is the time step of the last code that was accepted.
 */
export type Authenticator = v.InferOutput<typeof row>;

export class AuthenticatorStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(sub: string): Authenticator {
    const found = this.#database.prepare('SELECT * FROM authenticators WHERE sub = ?').get(sub);
    if (found) return v.parse(row, found);
    return { sub, secret: null, pendingSecret: null, enabled: false, preferred: false, lastStep: 0 };
  }

  save(authenticator: Authenticator): void {
    const { enabled, preferred } = authenticator;
    this.#database
      .prepare(
        `INSERT OR REPLACE INTO authenticators
           VALUES (:sub, :secret, :pendingSecret, :enabled, :preferred, :lastStep)`,
      )
      .run({ ...authenticator, enabled: enabled ? 1 : 0, preferred: preferred ? 1 : 0 });
  }

  /** Uses up the step of a code. Returns true for the first request only. */
  useStep(sub: string, step: number): boolean {
    const { changes } = this.#database
      .prepare('UPDATE authenticators SET lastStep = :step WHERE sub = :sub AND lastStep < :step')
      .run({ sub, step });
    return changes === 1;
  }
}
