import { object, string } from 'valibot';

import { readJson } from '../storage/read-json.ts';
import { sessionTokens, type SessionTokens } from './session-tokens.ts';
import type { StoredNames } from './stored-names.ts';
import type { TabPorts } from './tab-ports.ts';

/** What is stored about the session of one account. */
type StoredSession =
  | { kind: 'tokens'; tokens: SessionTokens }
  /** The service refuses to renew it. */
  | { kind: 'ended' }
  /** It is sealed with a key that this tab cannot get. */
  | { kind: 'unreadable' }
  | { kind: 'none' };

const accountOfTab = object({ userId: string(), key: string() });
const endedMark = 'ended';

/**
 * The stored sessions of all accounts, and which of them this tab uses.
 *
 * A session is stored where all tabs read it, sealed with a key that only the tabs have. When the last tab is closed,
 * the key is gone, and what is left on the disk can no longer be read. For a person who wants to stay signed in, the
 * key is stored beside it.
 */
export class SessionRecords {
  readonly #ports: TabPorts;
  readonly #names: StoredNames;
  readonly #keys = new Map<string, string>();
  #seen: { text: string; session: StoredSession } | undefined;
  #userId: string | undefined;
  #finding: Promise<void> | undefined;
  #endUse: () => void = () => undefined;

  constructor(names: StoredNames, ports: TabPorts) {
    this.#ports = ports;
    this.#names = names;
    ports.keys.answer((userId) => this.#keys.get(userId));
    ports.onFocus(() => {
      if (this.#userId !== undefined) ports.shared.set(names.recent, this.#userId);
    });
  }

  /** Id of the account of this tab, once it is known. */
  get userId(): string | undefined {
    return this.#userId;
  }

  /** Returns the stored text of a session, by which `replace` knows whether it has changed. */
  text(userId: string): string | undefined {
    return this.#ports.shared.get(this.#names.session(userId));
  }

  /**
   * Finds the account of this tab: the one that it used before a reload, or else the one that was used last. A tab looks
   * once: after a sign-out it waits for somebody to sign in.
   */
  find(): Promise<void> {
    return (this.#finding ??= this.#find());
  }

  async #find(): Promise<void> {
    const { tab, shared } = this.#ports;
    const before = readJson(accountOfTab, tab.get(this.#names.account));
    if (before) {
      const { userId, key } = before;
      if (this.text(userId) === undefined) tab.remove(this.#names.account);
      else this.#use(userId, key);
      return;
    }
    const recent = shared.get(this.#names.recent);
    if (recent === undefined) return;
    const key = this.#keyOf(recent) ?? (await this.#askedKey(recent));
    // Somebody may have signed in meanwhile.
    if (key !== undefined && this.#userId === undefined) this.#use(recent, key);
  }

  async read(userId: string): Promise<StoredSession> {
    const text = this.text(userId);
    if (text === undefined) return { kind: 'none' };
    if (text === endedMark) return { kind: 'ended' };
    if (text === this.#seen?.text) return this.#seen.session;
    const session = (await this.#openedWith(this.#keyOf(userId), text)) ?? (await this.#openedWithAsked(userId, text));
    if (!session) return { kind: 'unreadable' };
    this.#seen = { text, session };
    return session;
  }

  /**
   * Replaces the session whose text was `since`. Returns what is stored in the end, which is something else when a
   * sign-out or another sign-in was faster.
   */
  async replace(userId: string, since: string | undefined, tokens: SessionTokens | undefined): Promise<StoredSession> {
    const key = this.#keyOf(userId);
    if (key === undefined) return this.read(userId);
    const text = tokens ? await this.#sealed(key, tokens) : endedMark;
    // Nothing may wait between this comparison and the write.
    if (this.text(userId) === since) this.#ports.shared.set(this.#names.session(userId), text);
    return this.read(userId);
  }

  /** Stores a new session of this tab. `keep` says whether it outlives the browser; without it that stays as it was. */
  async start(tokens: SessionTokens, keep: boolean | undefined): Promise<void> {
    const { userId } = tokens;
    const { shared, sealer } = this.#ports;
    const key = this.#keyOf(userId) ?? (await this.#askedKey(userId)) ?? sealer.newKey();
    shared.set(this.#names.session(userId), await this.#sealed(key, tokens));
    if (keep === true) shared.set(this.#names.kept(userId), key);
    if (keep === false) shared.remove(this.#names.kept(userId));
    this.#use(userId, key);
  }

  /** Leaves the account of this tab. Returns its tokens when no tab is left that uses them. */
  async leave(): Promise<SessionTokens | undefined> {
    if (this.#userId === undefined) return undefined;
    const users = await this.#ports.locks.users(this.#names.use(this.#userId));
    if (users !== undefined && users <= 1) return this.forget();
    this.#release();
    return undefined;
  }

  /** Removes the session of this tab at once, for all tabs. Resolves with its tokens. */
  async forget(): Promise<SessionTokens | undefined> {
    const userId = this.#userId;
    if (userId === undefined) return undefined;
    const { shared } = this.#ports;
    const [text, key, seen] = [this.text(userId), this.#keyOf(userId), this.#seen];
    shared.remove(this.#names.session(userId));
    shared.remove(this.#names.kept(userId));
    if (shared.get(this.#names.recent) === userId) shared.remove(this.#names.recent);
    this.drop();
    if (text === undefined) return undefined;
    const session = seen?.text === text ? seen.session : await this.#openedWith(key, text);
    return session?.kind === 'tokens' ? session.tokens : undefined;
  }

  /** Forgets the account in this tab, after another tab has signed out. */
  drop(): void {
    if (this.#userId !== undefined) this.#keys.delete(this.#userId);
    this.#release();
  }

  #use(userId: string, key: string): void {
    this.#release();
    this.#finding = Promise.resolve();
    this.#userId = userId;
    this.#keys.set(userId, key);
    this.#ports.tab.set(this.#names.account, JSON.stringify({ userId, key }));
    this.#ports.shared.set(this.#names.recent, userId);
    this.#endUse = this.#ports.locks.use(this.#names.use(userId));
  }

  /** The key stays: a renewal for the other tabs of the account may be in progress here. */
  #release(): void {
    this.#userId = undefined;
    this.#ports.tab.remove(this.#names.account);
    this.#endUse();
    this.#endUse = () => undefined;
  }

  #keyOf(userId: string): string | undefined {
    return this.#keys.get(userId) ?? this.#ports.shared.get(this.#names.kept(userId)) ?? undefined;
  }

  /** Asks the other tabs of the account for the key with which its session is sealed. */
  async #askedKey(userId: string): Promise<string | undefined> {
    const text = this.text(userId);
    if (text === undefined || (await this.#ports.locks.users(this.#names.use(userId))) === 0) return undefined;
    const isRight = async (key: string) => text === endedMark || (await this.#openedWith(key, text)) !== undefined;
    return this.#ports.keys.ask(userId, isRight);
  }

  async #openedWithAsked(userId: string, text: string): Promise<StoredSession | undefined> {
    const key = await this.#askedKey(userId);
    if (key === undefined) return undefined;
    if (userId === this.#userId) this.#use(userId, key);
    return this.#openedWith(key, text);
  }

  async #openedWith(key: string | undefined, text: string): Promise<StoredSession | undefined> {
    const opened = key === undefined ? undefined : await this.#ports.sealer.open(key, text);
    const tokens = readJson(sessionTokens, opened);
    return tokens && { kind: 'tokens', tokens };
  }

  #sealed(key: string, tokens: SessionTokens): Promise<string> {
    return this.#ports.sealer.seal(key, JSON.stringify(tokens));
  }
}
