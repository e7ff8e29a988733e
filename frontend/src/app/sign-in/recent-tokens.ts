import type { Identity, IdentityTokens } from './identity.ts';

/** Time for which tokens are kept. It is short, so that an expired token is noticed soon. */
const recentMs = 10_000;

/**
 * Keeps the tokens of `read` for a few seconds. Reading them decodes two JSON Web Tokens and asks a store eight times,
 * and each API call needs them.
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
    // Without this check tokens would be kept too long after the clock was set back.
    if (!renew && ageMs !== undefined && ageMs >= 0 && ageMs < recentMs) return this.#last?.tokens;
    const changes = this.#changes;
    const tokens = await this.#read({ renew });
    if (changes !== this.#changes) return tokens;
    // A read that began before the renewal may have returned older tokens.
    if (renew) this.forget();
    if (tokens) this.#last = { tokens, atMs: this.#now() };
    return tokens;
  }

  /** Forgets the tokens. Must be called when somebody signs in or out. */
  forget(): void {
    this.#last = undefined;
    this.#changes += 1;
  }
}
