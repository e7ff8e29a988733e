import { SessionRecords } from './session-records.ts';
import { isExpired, type SessionTokens } from './session-tokens.ts';
import { StoredNames } from './stored-names.ts';
import type { TabPorts } from './tab-ports.ts';

/** What another tab did to the session of this tab. */
type SessionChange = { kind: 'renewed'; tokens: SessionTokens } | { kind: 'ended' } | { kind: 'signed-out' };

/**
 * Gets new tokens for the refresh token of `tokens`. Resolves with `undefined` when the service refuses it for good,
 * and rejects when it did not answer.
 */
export type Renew = (tokens: SessionTokens) => Promise<SessionTokens | undefined>;

/**
 * The session that the tabs of a browser share. Each account has one, and each tab uses one account.
 *
 * The newest tokens are in one place, which all tabs read. A rotating refresh token is good for one renewal, so tabs
 * renew one after the other: a tab takes a lock, looks whether another one has renewed meanwhile, and only then asks
 * the service.
 */
export class SharedSession {
  readonly #ports: TabPorts;
  readonly #names: StoredNames;
  readonly #records: SessionRecords;
  readonly #renew: Renew;
  readonly #followers: ((change: SessionChange) => void)[] = [];

  constructor(clientId: string, ports: TabPorts, renew: Renew) {
    this.#ports = ports;
    this.#names = new StoredNames(clientId);
    this.#records = new SessionRecords(this.#names, ports);
    this.#renew = renew;
    ports.onShared((name) => {
      const { userId } = this.#records;
      if (userId !== undefined && (name === null || name === this.#names.session(userId))) void this.#tell(userId);
    });
  }

  /** Calls back when another tab has renewed, ended or signed out of the session of this tab. */
  follow(follower: (change: SessionChange) => void): void {
    this.#followers.push(follower);
  }

  /** Returns the tokens of the account of this tab. A new tab takes the account that was used last. */
  async tokens({ renew } = { renew: false }): Promise<SessionTokens | undefined> {
    if (this.#records.userId === undefined) await this.#records.find();
    const { userId } = this.#records;
    if (userId === undefined) return undefined;
    const stored = await this.#records.read(userId);
    if (stored.kind === 'none') this.#signedOut(userId);
    if (stored.kind !== 'tokens') return undefined;
    const isGood = !renew && !isExpired(stored.tokens, this.#ports.now());
    return isGood ? stored.tokens : this.#renewed(userId, stored.tokens);
  }

  /**
   * Starts a session in this tab, or continues one that had ended, in all of its tabs. `keep` says whether it outlives
   * the browser; without it that stays as it was. Resolves with the tokens of an account that no tab uses any more.
   */
  async start(tokens: SessionTokens, keep?: boolean): Promise<SessionTokens | undefined> {
    const { userId } = this.#records;
    const left = userId === tokens.userId ? undefined : await this.#records.leave();
    await this.#records.start(tokens, keep);
    return left;
  }

  /** Forgets the session of this tab at once, in all tabs. Resolves with its tokens, which are still to be revoked. */
  forget(): Promise<SessionTokens | undefined> {
    return this.#records.forget();
  }

  #renewed(userId: string, stale: SessionTokens): Promise<SessionTokens | undefined> {
    return this.#ports.locks.during(this.#names.renewal(userId), async () => {
      const text = this.#records.text(userId);
      const stored = await this.#records.read(userId);
      if (stored.kind !== 'tokens') return undefined;
      if (stored.tokens.accessToken !== stale.accessToken) return stored.tokens;
      const fresh = await this.#renew(stored.tokens);
      const left = await this.#records.replace(userId, text, fresh);
      return left.kind === 'tokens' ? left.tokens : undefined;
    });
  }

  async #tell(userId: string): Promise<void> {
    const stored = await this.#records.read(userId);
    if (stored.kind === 'none') this.#signedOut(userId);
    else if (userId !== this.#records.userId) return;
    else if (stored.kind === 'ended') this.#emit({ kind: 'ended' });
    else if (stored.kind === 'tokens') this.#emit({ kind: 'renewed', tokens: stored.tokens });
  }

  #signedOut(userId: string): void {
    if (userId !== this.#records.userId) return;
    this.#records.drop();
    this.#emit({ kind: 'signed-out' });
  }

  #emit(change: SessionChange): void {
    for (const follower of this.#followers) follower(change);
  }
}
