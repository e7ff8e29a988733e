import { tokenLife } from '../token-life.ts';
import type { Stores } from './find-stores.ts';

/**
 * Returns for how many milliseconds a session can still store files after its account was disabled. A disabled account
 * gets no new tokens, but the last token, and the last URL that was signed with it, live on.
 */
export async function lastUrlMilliseconds(stores: Stores): Promise<number> {
  const { tokenMilliseconds, urlMilliseconds } = await tokenLife(stores);
  return tokenMilliseconds + urlMilliseconds;
}
