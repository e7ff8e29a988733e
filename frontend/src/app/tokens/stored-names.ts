/** Names under which the sessions of one user pool client are stored. */
export class StoredNames {
  readonly #prefix: string;
  /** Names the account of a tab, with the key, in the storage of that tab. */
  readonly account: string;
  /** Names the id of the account that was used last, in the storage that all tabs share. */
  readonly recent: string;

  constructor(clientId: string) {
    this.#prefix = `airlock.${clientId}`;
    this.account = `${this.#prefix}.account`;
    this.recent = `${this.#prefix}.recent`;
  }

  /** Returns the name of the sealed tokens in the storage that all tabs share. */
  session(userId: string): string {
    return `${this.#prefix}.session.${userId}`;
  }

  /** Returns the name of the key of a session that outlives the browser, in the storage that all tabs share. */
  kept(userId: string): string {
    return `${this.#prefix}.kept.${userId}`;
  }

  /** Returns the name of the lock that one tab holds while it renews. */
  renewal(userId: string): string {
    return `airlock-renew-${userId}`;
  }

  /** Returns the name of the lock that all tabs of an account share while they are open. */
  use(userId: string): string {
    return `airlock-tab-${userId}`;
  }
}
