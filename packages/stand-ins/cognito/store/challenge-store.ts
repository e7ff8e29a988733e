import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

import { tokenHash } from './secrets.ts';

const row = v.object({
  name: v.picklist(['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'SOFTWARE_TOKEN_MFA', 'MFA_SETUP']),
  clientId: v.string(),
  username: v.string(),
  state: v.string(),
  expiresAt: v.number(),
  used: v.number(),
});

/** A step of a sign-in that waits for its answer. `state` is JSON that belongs to the step. */
export type Challenge = Omit<v.InferOutput<typeof row>, 'used'>;
export type ChallengeName = Challenge['name'];

export class ChallengeStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add(token: string, challenge: Challenge, now: number): void {
    this.#database.prepare('DELETE FROM challenges WHERE expiresAt <= ?').run(now);
    this.#database
      .prepare('INSERT INTO challenges VALUES (:hash, :name, :clientId, :username, :state, :expiresAt, 0)')
      .run({ ...challenge, hash: tokenHash(token) });
  }

  find(token: string): (Challenge & { readonly used: boolean }) | undefined {
    const found = this.#database.prepare('SELECT * FROM challenges WHERE hash = ?').get(tokenHash(token));
    if (!found) return undefined;
    const challenge = v.parse(row, found);
    return { ...challenge, used: challenge.used === 1 };
  }

  /** Uses up the step. Returns true for the first request only, however many come at once. */
  use(token: string): boolean {
    const { changes } = this.#database
      .prepare('UPDATE challenges SET used = 1 WHERE hash = ? AND used = 0')
      .run(tokenHash(token));
    return changes === 1;
  }

  setState(token: string, state: string): void {
    this.#database.prepare('UPDATE challenges SET state = ? WHERE hash = ?').run(state, tokenHash(token));
  }
}
