import * as v from 'valibot';

import type { Pool } from './pool.ts';
import type { ClientSettings } from './client-settings.ts';
import type { User } from './store/user-store.ts';
import { userScope } from './tokens.ts';
import { callTrigger, invalidAnswer } from './triggers.ts';

/** Why tokens are generated ("Pre token generation Lambda trigger sources", developer guide). */
export type TokenSource =
  'TokenGeneration_Authentication' | 'TokenGeneration_NewPasswordChallenge' | 'TokenGeneration_RefreshTokens';

/** Who asks for tokens, and why. */
export interface TokenGrant {
  readonly client: ClientSettings;
  readonly source: TokenSource;
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/** The changes that a pre token generation function makes to one token. */
export interface TokenChange {
  readonly add: Claims;
  readonly suppress: readonly string[];
}

export interface TokenOverrides {
  readonly id: TokenChange;
  readonly access: TokenChange;
  readonly scopes: readonly string[];
}

const names = v.nullish(v.array(v.string()), []);
const claims = v.nullish(v.record(v.string(), v.unknown()), {});
const scopes = v.nullish(v.array(v.pipe(v.string(), v.regex(/^\S+$/))), []);
const idToken = { claimsToAddOrOverride: claims, claimsToSuppress: names };
const answer = v.object({
  claimsAndScopeOverrideDetails: v.nullish(
    v.strictObject({
      idTokenGeneration: v.nullish(v.strictObject(idToken), {}),
      accessTokenGeneration: v.nullish(
        v.strictObject({ ...idToken, scopesToAdd: scopes, scopesToSuppress: scopes }),
        {},
      ),
      // This pool has no groups, so only an answer without groups is taken.
      groupOverrideDetails: v.nullish(
        v.strictObject({
          groupsToOverride: v.nullish(v.pipe(v.array(v.string()), v.maxLength(0))),
          iamRolesToOverride: v.nullish(v.pipe(v.array(v.string()), v.maxLength(0))),
          preferredRole: v.nullish(v.literal('')),
        }),
      ),
    }),
    {},
  ),
});

// "Excluded claims", same page: the service keeps its own value of each of these. A scope is changed by its own lists.
const fixed = [
  ...['acr', 'amr', 'at_hash', 'auth_time', 'azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'nonce', 'origin_jti', 'sub'],
  'token_use',
];
const fixedInId = new Set([...fixed, 'identities', 'aud', 'cognito:username', 'cognito:groups', 'event_id']);
const fixedInAccess = new Set([
  ...fixed,
  ...['username', 'client_id', 'scope', 'device_key', 'event_id', 'version', 'cognito:groups'],
]);

/**
 * Asks the pre token generation function (V2_0) how to change the tokens of `user`. Without a function the tokens have
 * the one scope of a sign-in by the API.
 */
export async function tokenOverrides(pool: Pool, user: User, grant: TokenGrant): Promise<TokenOverrides> {
  const response = await callTrigger(pool, 'preTokenGeneration', {
    ...{ source: grant.source, user, version: '2' },
    caller: { clientId: grant.client.id, clientMetadata: grant.clientMetadata },
    request: {
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      scopes: [userScope],
    },
    response: { claimsAndScopeOverrideDetails: null },
  });
  const read = v.safeParse(answer, response ?? { claimsAndScopeOverrideDetails: null });
  if (!read.success) throw invalidAnswer();
  const { idTokenGeneration: id, accessTokenGeneration: access } = read.output.claimsAndScopeOverrideDetails;
  const added = [userScope, ...access.scopesToAdd];
  return {
    id: change(id, fixedInId),
    access: change(access, fixedInAccess),
    scopes: [...new Set(added)].filter((scope) => !access.scopesToSuppress.includes(scope)),
  };
}

function change(
  { claimsToAddOrOverride, claimsToSuppress }: { claimsToAddOrOverride: Claims; claimsToSuppress: readonly string[] },
  kept: ReadonlySet<string>,
): TokenChange {
  return {
    add: Object.fromEntries(Object.entries(claimsToAddOrOverride).filter(([name]) => !kept.has(name))),
    suppress: claimsToSuppress.filter((name) => !kept.has(name)),
  };
}
