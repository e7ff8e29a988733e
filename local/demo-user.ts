import { randomInt } from 'node:crypto';
import { join } from 'node:path';

import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import type { AccessKey } from '@airlock/stand-ins/sigv4/access-key.ts';

import { readJsonFile, writeJsonFile } from './directory.ts';

/** What this machine knows about signing in. */
export type SignIn =
  | { readonly kind: 'temporary'; readonly username: string; readonly password: string }
  | { readonly kind: 'chosen'; readonly username: string }
  | { readonly kind: 'own-users' };

export interface DemoUserOptions {
  readonly directory: string;
  readonly endpoint: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly admin: AccessKey;
}

const username = 'demo';
const noted = v.object({ username: v.string(), temporaryPassword: v.string() });

/**
 * Gives an empty pool the user `demo` with a temporary password, through the pool's own API. The password is stored
 * until somebody changes it, so that it can be printed again.
 */
export async function ensureDemoUser(options: DemoUserOptions): Promise<SignIn> {
  const sdk = await import('@aws-sdk/client-cognito-identity-provider');
  const { endpoint, region, admin, userPoolId: UserPoolId } = options;
  const client = new sdk.CognitoIdentityProviderClient({ endpoint, region, credentials: admin, maxAttempts: 1 });
  const file = join(options.directory, 'demo-user.json');
  try {
    const status = await statusOf(sdk, client, UserPoolId);
    const temporaryPassword = readJsonFile(file, noted)?.temporaryPassword ?? temporaryPasswordText();
    if (status === 'FORCE_CHANGE_PASSWORD') {
      // The password is set again, because a temporary password is good for some days only.
      const input = { UserPoolId, Username: username, Password: temporaryPassword, Permanent: false };
      await client.send(new sdk.AdminSetUserPasswordCommand(input));
    } else if (status === 'none') {
      const input = { UserPoolId, Username: username, TemporaryPassword: temporaryPassword };
      await client.send(new sdk.AdminCreateUserCommand({ ...input, MessageAction: 'SUPPRESS' }));
    } else {
      return status === 'others' ? { kind: 'own-users' } : { kind: 'chosen', username };
    }
    writeJsonFile(file, { username, temporaryPassword });
    return { kind: 'temporary', username, password: temporaryPassword };
  } finally {
    client.destroy();
  }
}

type Sdk = typeof import('@aws-sdk/client-cognito-identity-provider');

/**
 * Returns the status of `demo`; `none` when the pool has no user at all, `others` when it has users but not this one.
 */
async function statusOf(sdk: Sdk, client: CognitoIdentityProviderClient, UserPoolId: string): Promise<string> {
  try {
    const found = await client.send(new sdk.AdminGetUserCommand({ UserPoolId, Username: username }));
    return found.UserStatus ?? 'UNKNOWN';
  } catch (error) {
    if (!(error instanceof sdk.UserNotFoundException)) throw error;
    const { Users = [] } = await client.send(new sdk.ListUsersCommand({ UserPoolId, Limit: 1 }));
    return Users.length === 0 ? 'none' : 'others';
  }
}

const letters = 'abcdefghijkmnpqrstuvwxyz';
const digits = '23456789';

/**
 * Makes a password that is easy to type: four letters, four digits and so on, the first letter in upper case. It
 * satisfies every rule that a pool can have.
 */
function temporaryPasswordText(): string {
  const pick = (from: string, count: number): string =>
    Array.from({ length: count }, () => from[randomInt(from.length)]).join('');
  return `${pick(letters.toUpperCase(), 1)}${pick(letters, 3)}-${pick(digits, 4)}-${pick(letters, 4)}-${pick(digits, 4)}`;
}
