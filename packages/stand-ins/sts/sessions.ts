import { randomBytes, randomInt } from 'node:crypto';

import type { AccessKey } from '../sigv4/access-key.ts';

export interface SessionToOpen {
  /** The principal: `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly principalArn: string;
  /** The parsed policy of the session; with `undefined` the session may do everything that the role may. */
  readonly policy: unknown;
  readonly seconds: number;
}

export interface Session extends AccessKey {
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

/** How long an ended session is remembered, so that its keys are refused as expired and not as unknown. */
const rememberedMs = 24 * 3600 * 1000;

/** The sessions of roles that STS has opened. They are lost when the process ends, and with them all that they signed. */
export class Sessions {
  readonly #now: () => Date;
  readonly #byId = new Map<string, Session>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  open({ principalArn, policy, seconds }: SessionToOpen): Session {
    this.#forget();
    const session: Session = {
      accessKeyId: `ASIA${Array.from({ length: 16 }, () => base32[randomInt(base32.length)]).join('')}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      // The token of a session that has a policy carries the policy, packed; here it only has the length of such a token.
      sessionToken: randomBytes(policy === undefined ? 384 : 576).toString('base64'),
      // STS answers whole seconds.
      expiresAt: new Date((Math.floor(this.#now().getTime() / 1000) + seconds) * 1000),
      principalArn,
      ...(policy !== undefined && { sessionPolicy: policy }),
    };
    this.#byId.set(session.accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): Session | undefined {
    return this.#byId.get(accessKeyId);
  }

  #forget(): void {
    const before = this.#now().getTime() - rememberedMs;
    for (const [id, { expiresAt }] of this.#byId) if (expiresAt.getTime() < before) this.#byId.delete(id);
  }
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
