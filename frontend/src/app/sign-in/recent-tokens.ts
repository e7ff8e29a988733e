import type { Identity, IdentityTokens } from './identity.ts';

/** Short: what the store has to say, that a token has expired above all, is heard soon enough. */
const recentMs = 10_000;

/**
 * The tokens of `read`, which costs each call of the API two JSON Web Tokens decoded and eight answers of a store. Who asks
 * again within moments is given the same.
 */
export class RecentTokens {
  readonly #read: Identity['tokens'];
  readonly #now: () => number;
  #last: { tokens: IdentityTokens; atMs: number } | undefined;
  #changes = 0;

  constructor(read: Identity['tokens'], now: () => number = Date.now) {
    this.#read = read;
    this.#now = now;
  }

  async get({ renew } = { renew: false }): Promise<IdentityTokens | undefined> {
    const ageMs = this.#last && this.#now() - this.#last.atMs;
    // A clock that was set back would make it last.
    if (!renew && ageMs !== undefined && ageMs >= 0 && ageMs < recentMs) return this.#last?.tokens;
    const changes = this.#changes;
    const tokens = await this.#read({ renew });
    if (changes !== this.#changes) return tokens;
    // Whoever was reading meanwhile may have read the older ones.
    if (renew) this.forget();
    if (tokens) this.#last = { tokens, atMs: this.#now() };
    return tokens;
  }

  /** Somebody signed in or out. */
  forget(): void {
    this.#last = undefined;
    this.#changes += 1;
  }
}
