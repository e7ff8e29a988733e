import type { AwsCredentialIdentity } from '@smithy/types';
import { LRUCache } from 'lru-cache';

import type { Caller } from '../caller.ts';
import { partLifeSeconds } from './signed-url.ts';

/** STS gives a role that assumes a role at most this; it is also the default of a role's own limit. */
export const sessionSeconds = 3600;
/** A session is renewed while it still outlives the longest URL, with five minutes to spare for an STS that is down. */
const renewBeforeSeconds = partLifeSeconds + 300;
/** A warm function meets few callers within an hour; each session takes some ten kilobytes. */
const callersToKeep = 200;

export interface CallerSessionsOptions<T> {
  /** Returns credentials that reach the files of this caller only, with their end. */
  readonly open: (caller: Caller) => Promise<AwsCredentialIdentity>;
  /** Makes what the credentials are for; the session keeps it. */
  readonly make: (credentials: AwsCredentialIdentity) => T;
  /** Makes the error that a caller gets when no session can be opened. */
  readonly unavailable: (cause: unknown) => Error;
  readonly now?: () => number;
}

interface Session<T> {
  readonly made: Promise<T>;
  /** The time in milliseconds since 1970 from which a new session is opened; `Infinity` until this session is open. */
  renewAt: number;
  /** The time in milliseconds since 1970 from which the session's URLs would end earlier than promised. */
  goodUntil: number;
}

/** Keeps one session per caller while this process lives and the session is good. The least recently used goes first. */
export class CallerSessions<T> {
  readonly #options: CallerSessionsOptions<T>;
  readonly #now: () => number;
  readonly #sessions = new LRUCache<string, Session<T>>({ max: callersToKeep });

  constructor(options: CallerSessionsOptions<T>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Returns what was made for this caller. Calls that come while a session is being opened share it. When none can be
   * opened, the session before is used while it is good; without a good one this throws `unavailable`. In both cases the
   * next call tries again.
   */
  of(caller: Caller): Promise<T> {
    const known = this.#sessions.get(caller.id);
    if (known !== undefined && this.#now() < known.renewAt) return known.made;
    const session = this.#open(caller, known);
    this.#sessions.set(caller.id, session);
    return session.made;
  }

  #open(caller: Caller, before: Session<T> | undefined): Session<T> {
    const made = this.#options.open(caller).then(
      (credentials) => {
        const end = credentials.expiration?.getTime() ?? 0;
        session.renewAt = end - renewBeforeSeconds * 1000;
        session.goodUntil = end - partLifeSeconds * 1000;
        return this.#options.make(credentials);
      },
      (cause: unknown) => {
        const isKept = this.#sessions.peek(caller.id) === session;
        const isGoodBefore = before !== undefined && this.#now() < before.goodUntil;
        if (isKept && isGoodBefore) this.#sessions.set(caller.id, before);
        else if (isKept) this.#sessions.delete(caller.id);
        if (isGoodBefore) return before.made;
        throw this.#options.unavailable(cause);
      },
    );
    const session: Session<T> = { made, renewAt: Infinity, goodUntil: Infinity };
    return session;
  }
}
