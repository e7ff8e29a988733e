import { accountScope, filesScope } from '@airlock/contract';
import * as v from 'valibot';

import type { Caller } from '../caller.ts';

const accessTokenClaims = v.object({
  token_use: v.literal('access'),
  client_id: v.string(),
  scope: v.string(),
  sub: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
});

/** Returns the caller of verified claims, or `undefined` when they are not the claims of an access token of `clientId`. */
export function callerOfClaims(claims: unknown, clientId: string): Caller | undefined {
  const { success, output } = v.safeParse(accessTokenClaims, claims);
  if (!success || output.client_id !== clientId || !opensFiles(output.scope)) return undefined;
  return { id: output.sub };
}

/**
 * Whether a token was made for files. A token that also opens the account was not: the user pool gives one or the other, so
 * whatever made such a token did not follow the rule.
 */
function opensFiles(scope: string): boolean {
  const scopes = scope.split(' ');
  return scopes.includes(filesScope) && !scopes.includes(accountScope);
}
