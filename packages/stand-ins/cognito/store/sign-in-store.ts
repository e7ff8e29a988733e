import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

import { tokenHash } from './secrets.ts';

const signInRow = v.object({
  eventId: v.string(),
  originJti: v.string(),
  sub: v.string(),
  clientId: v.string(),
  authTime: v.number(),
  endsAt: v.number(),
  revoked: v.pipe(
    v.number(),
    v.transform((value) => value === 1),
  ),
});
const refreshRow = v.object({ eventId: v.string(), expiresAt: v.number(), rotatedAt: v.nullable(v.number()) });

/** One sign-in. Every token that comes of it carries its `eventId`, and its `originJti` where tokens can be revoked. */
export type SignIn = v.InferOutput<typeof signInRow>;
export type RefreshToken = v.InferOutput<typeof refreshRow>;

export class SignInStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add(signIn: SignIn, now: number): void {
    this.#database.prepare('DELETE FROM signIns WHERE endsAt <= ?').run(now);
    this.#database
      .prepare('INSERT INTO signIns VALUES (:eventId, :originJti, :sub, :clientId, :authTime, :endsAt, :revoked)')
      .run({ ...signIn, revoked: signIn.revoked ? 1 : 0 });
  }

  find(eventId: string): SignIn | undefined {
    const found = this.#database.prepare('SELECT * FROM signIns WHERE eventId = ?').get(eventId);
    return found && v.parse(signInRow, found);
  }

  revoke(eventId: string): void {
    this.#database.prepare('UPDATE signIns SET revoked = 1 WHERE eventId = ?').run(eventId);
  }

  revokeAllOf(sub: string): void {
    this.#database.prepare('UPDATE signIns SET revoked = 1 WHERE sub = ?').run(sub);
  }

  addRefreshToken(token: string, { eventId, expiresAt }: Omit<RefreshToken, 'rotatedAt'>): void {
    this.#database
      .prepare('INSERT INTO refreshTokens (hash, eventId, expiresAt) VALUES (?, ?, ?)')
      .run(tokenHash(token), eventId, expiresAt);
  }

  findRefreshToken(token: string): RefreshToken | undefined {
    const found = this.#database.prepare('SELECT * FROM refreshTokens WHERE hash = ?').get(tokenHash(token));
    return found && v.parse(refreshRow, found);
  }

  /** Stores the time of the first rotation only: a retry must not prolong the grace period. */
  rotateRefreshToken(token: string, now: number): void {
    this.#database
      .prepare('UPDATE refreshTokens SET rotatedAt = ? WHERE hash = ? AND rotatedAt IS NULL')
      .run(now, tokenHash(token));
  }
}
