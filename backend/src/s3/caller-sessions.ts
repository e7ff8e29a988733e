import type { AwsCredentialIdentity } from '@smithy/types';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { partLifeSeconds } from './signed-url.ts';

/** The most that STS gives a role that assumes a role, and the default of a role's own limit. */
export const sessionSeconds = 3600;
/** A session signs only while it outlives the longest URL, with five minutes to spare for clocks. */
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
  /** Milliseconds since 1970; `Infinity` until the session is there. */
  renewAt: number;
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

  /** Callers that come while a session is being opened share it. Throws `unavailable`, and the next call tries again. */
  of(caller: Caller): Promise<T> {
    const known = this.#sessions.get(caller.id);
    const session = known !== undefined && this.#now() < known.renewAt ? known : this.#open(caller);
    // The one that was used last stands last.
    this.#sessions.delete(caller.id);
    this.#sessions.set(caller.id, session);
    const [first] = this.#sessions.keys();
    if (this.#sessions.size > callersToKeep && first !== undefined) this.#sessions.delete(first);
    return session.made;
  }

  #open(caller: Caller): Session<T> {
    const made = this.#options.open(caller).then(
      (credentials) => {
        session.renewAt = (credentials.expiration?.getTime() ?? 0) - renewBeforeSeconds * 1000;
        return this.#options.make(credentials);
      },
      (cause: unknown) => {
        if (this.#sessions.get(caller.id) === session) this.#sessions.delete(caller.id);
        throw new CodedError('unavailable', 'Nothing can be signed at the moment: try again.', { cause });
      },
    );
    const session: Session<T> = { made, renewAt: Infinity };
    return session;
  }
}
