import * as v from 'valibot';

import type { Caller } from '../caller.ts';

/** Cognito puts this scope into the access tokens of its own sign-in, and never into ID tokens. */
const requiredScope = 'aws.cognito.signin.user.admin';

const accessTokenClaims = v.object({
  token_use: v.literal('access'),
  client_id: v.string(),
  scope: v.string(),
  sub: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
});

/** Returns the caller of verified claims, or `undefined` when they are not the claims of an access token of `clientId`. */
export function callerOfClaims(claims: unknown, clientId: string): Caller | undefined {
  const { success, output } = v.safeParse(accessTokenClaims, claims);
  if (!success || output.client_id !== clientId || !output.scope.split(' ').includes(requiredScope)) return undefined;
  return { id: output.sub };
}
