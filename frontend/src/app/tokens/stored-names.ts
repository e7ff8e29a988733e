/** Names under which the sessions of one user pool client are stored. */
export class StoredNames {
  readonly #prefix: string;
  /** In the storage of a tab: its account, with the key. */
  readonly account: string;
  /** In the shared storage: id of the account that was used last. */
  readonly recent: string;

  constructor(clientId: string) {
    this.#prefix = `airlock.${clientId}`;
    this.account = `${this.#prefix}.account`;
    this.recent = `${this.#prefix}.recent`;
  }

  /** In the shared storage: the sealed tokens. */
  session(userId: string): string {
    return `${this.#prefix}.session.${userId}`;
  }

  /** In the shared storage: the key of a session that outlives the browser. */
  kept(userId: string): string {
    return `${this.#prefix}.kept.${userId}`;
  }

  /** The lock that one tab holds while it renews. */
  renewal(userId: string): string {
    return `airlock-renew-${userId}`;
  }

  /** The lock that all tabs of an account share while they are open. */
  use(userId: string): string {
    return `airlock-tab-${userId}`;
  }
}
