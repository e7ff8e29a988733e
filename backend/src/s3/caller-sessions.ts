import type { AwsCredentialIdentity } from '@smithy/types';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { partLifeSeconds } from './signed-url.ts';

/** The most that STS gives a role that assumes a role, and the default of a role's own limit. */
export const sessionSeconds = 3600;
/** A session is renewed while it still outlives the longest URL, with five minutes to spare for an STS that is down. */
const renewBeforeSeconds = partLifeSeconds + 300;
/** A warm function meets few callers within an hour; each kept one is some ten kilobytes. */
const callersToKeep = 200;

export interface CallerSessionsOptions<T> {
  /** Credentials that reach the files of this caller only, with their end. */
  readonly open: (caller: Caller) => Promise<AwsCredentialIdentity>;
  /** What is done with the credentials, kept as long as they are. */
  readonly make: (credentials: AwsCredentialIdentity) => T;
  readonly now?: () => number;
}

interface Session<T> {
  readonly made: Promise<T>;
  /** Both in milliseconds since 1970. `Infinity` until the session is there. */
  renewAt: number;
  /** From then on its URLs would be shorter than promised. */
  goodUntil: number;
}

/** One session per caller, for as long as this process lives and the session is good; the least used one goes first. */
export class CallerSessions<T> {
  readonly #options: CallerSessionsOptions<T>;
  readonly #now: () => number;
  readonly #sessions = new Map<string, Session<T>>();

  constructor(options: CallerSessionsOptions<T>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Callers that come while a session is being opened share it. When none can be had the one before goes on while it is
   * good; without one throws `unavailable`. In both cases the next call tries again.
   */
  of(caller: Caller): Promise<T> {
    const known = this.#sessions.get(caller.id);
    const session = known !== undefined && this.#now() < known.renewAt ? known : this.#open(caller, known);
    // The one that was used last stands last.
    this.#sessions.delete(caller.id);
    this.#sessions.set(caller.id, session);
    const [first] = this.#sessions.keys();
    if (this.#sessions.size > callersToKeep && first !== undefined) this.#sessions.delete(first);
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
        const isKept = this.#sessions.get(caller.id) === session;
        const goesOn = before !== undefined && this.#now() < before.goodUntil;
        if (isKept && goesOn) this.#sessions.set(caller.id, before);
        else if (isKept) this.#sessions.delete(caller.id);
        if (goesOn) return before.made;
        throw new CodedError('unavailable', 'Nothing can be signed at the moment: try again.', { cause });
      },
    );
    const session: Session<T> = { made, renewAt: Infinity, goodUntil: Infinity };
    return session;
  }
}
