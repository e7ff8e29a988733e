import type { DatabaseSync } from 'node:sqlite';

import * as v from 'valibot';

const bit = v.pipe(
  v.picklist([0, 1]),
  v.transform((value) => value === 1),
);

const attributes = v.pipe(
  v.string(),
  v.transform((text): unknown => JSON.parse(text)),
  v.record(v.string(), v.string()),
);

const row = v.object({
  sub: v.string(),
  username: v.string(),
  signInName: v.string(),
  status: v.picklist(['FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'RESET_REQUIRED', 'UNCONFIRMED']),
  enabled: bit,
  salt: v.string(),
  verifier: v.string(),
  temporaryUntil: v.nullable(v.number()),
  attributes,
  createdAt: v.number(),
  modifiedAt: v.number(),
});

/**
 * A user. `signInName` is what a person types (a name, or an email address where addresses are the usernames), and
 * `username` is what is shown.
 */
export type User = v.InferOutput<typeof row>;
export type UserStatus = User['status'];

export class UserStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Finds a user by sign-in name, username or sub. */
  find(name: string): User | undefined {
    const found = this.#database
      .prepare('SELECT * FROM users WHERE signInName = :name OR username = :name OR sub = :name')
      .get({ name });
    return found && v.parse(row, found);
  }

  /** Finds the user with this verified address. */
  findByVerifiedEmail(address: string, isCaseSensitive: boolean): User | undefined {
    const found = this.#database
      .prepare(
        `SELECT * FROM users WHERE attributes ->> 'email' = :address COLLATE ${isCaseSensitive ? 'BINARY' : 'NOCASE'}
           AND attributes ->> 'email_verified' = 'true'`,
      )
      .get({ address });
    return found && v.parse(row, found);
  }

  /** Adds a user. Returns false when the name is taken. */
  add(user: User): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO users VALUES (:sub, :username, :signInName, :status, :enabled, :salt, :verifier,
           :temporaryUntil, :attributes, :createdAt, :modifiedAt) ON CONFLICT DO NOTHING`,
      )
      .run(columns(user));
    return changes === 1;
  }

  /** Writes everything but the names and the time of creation. */
  update(user: User): void {
    const { sub, status, enabled, salt, verifier, temporaryUntil, attributes, modifiedAt } = columns(user);
    this.#database
      .prepare(
        `UPDATE users SET status = :status, enabled = :enabled, salt = :salt, verifier = :verifier,
           temporaryUntil = :temporaryUntil, attributes = :attributes, modifiedAt = :modifiedAt WHERE sub = :sub`,
      )
      .run({ sub, status, enabled, salt, verifier, temporaryUntil, attributes, modifiedAt });
  }

  /** Removes a user with all sign-ins and their refresh tokens. */
  remove(sub: string): void {
    this.#database.prepare('DELETE FROM users WHERE sub = ?').run(sub);
  }

  /** Returns a page of users in the order of their names, beginning after `after`. */
  list(limit: number, after = ''): User[] {
    const rows = this.#database
      .prepare('SELECT * FROM users WHERE username > ? ORDER BY username LIMIT ?')
      .all(after, limit);
    return v.parse(v.array(row), rows);
  }

  count(): number {
    return v.parse(v.object({ n: v.number() }), this.#database.prepare('SELECT count(*) AS n FROM users').get()).n;
  }
}

function columns(user: User) {
  return { ...user, enabled: user.enabled ? 1 : 0, attributes: JSON.stringify(user.attributes) };
}
