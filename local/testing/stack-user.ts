import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import * as v from 'valibot';
import { claimTime, SrpClient } from '@airlock/stand-ins/cognito/testing/srp-client.ts';

import type { StackDescription } from '../start-stack.ts';

const challenge = v.object({
  ChallengeParameters: v.object({
    SALT: v.string(),
    SRP_B: v.string(),
    SECRET_BLOCK: v.string(),
    USER_ID_FOR_SRP: v.string(),
  }),
});
const result = v.object({
  AuthenticationResult: v.object({ AccessToken: v.string(), IdToken: v.string(), RefreshToken: v.string() }),
});

export interface StackUser {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** The prefix of the user's objects: `users/<sub>/`. */
  readonly keyPrefix: string;
}

/** Creates a user with the SDK and signs in by SRP with plain fetch: no code of the product takes part. */
export async function signedInUser(stack: StackDescription, username: string): Promise<StackUser> {
  const client = new CognitoIdentityProviderClient({
    endpoint: stack.cognitoUrl,
    region: stack.region,
    credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
  });
  const user = { UserPoolId: stack.userPoolId, Username: username };
  // ministack makes up a shorter password than the policy asks for.
  const invited = { ...user, TemporaryPassword: 'Temporary-Pass-2026' };
  await client.send(new AdminCreateUserCommand({ ...invited, MessageAction: 'SUPPRESS' }));
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: stackPassword, Permanent: true }));
  client.destroy();
  return signInAgain(stack, username);
}

/** The password of every user whom `signedInUser` creates. */
export const stackPassword = 'Correct-Horse-1';

/** What a sign-in is for. Without it the app signs in. */
export interface SignInOptions {
  readonly clientId?: string;
  readonly password?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Signs in for a change of the account, as the page does right before the change. */
export const signInForAccount = (stack: StackDescription, username: string): Promise<StackUser> =>
  signInAgain(stack, username, { clientId: stack.accountClientId, clientMetadata: { purpose: 'account' } });

/** Signs in a user whom `signedInUser` has created. */
export async function signInAgain(
  stack: StackDescription,
  username: string,
  options: SignInOptions = {},
): Promise<StackUser> {
  const { AccessToken, IdToken, RefreshToken } = v.parse(
    result,
    await trySignIn(stack, username, options),
  ).AuthenticationResult;
  return {
    accessToken: AccessToken,
    idToken: IdToken,
    refreshToken: RefreshToken,
    keyPrefix: `users/${subOf(AccessToken)}/`,
  };
}

/** Signs in by SRP and returns the last answer, whether it is good or not. */
export async function trySignIn(
  stack: StackDescription,
  username: string,
  { clientId: ClientId = stack.userPoolClientId, password = stackPassword, clientMetadata }: SignInOptions = {},
): Promise<unknown> {
  const srp = new SrpClient(stack.userPoolId);
  const begun = await callCognito(stack, 'InitiateAuth', {
    ClientId,
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: srp.publicA },
  });
  const { ChallengeParameters } = v.parse(challenge, begun);
  return callCognito(stack, 'RespondToAuthChallenge', {
    ClientId,
    ClientMetadata: clientMetadata,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: srp.answer(ChallengeParameters, password, claimTime(new Date())),
  });
}

/** Calls an operation of the user pool that needs no key of the account. Returns its answer, whether it is good or not. */
export async function callCognito(stack: StackDescription, operation: string, body: object): Promise<unknown> {
  const response = await fetch(stack.cognitoUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  return response.json();
}

function subOf(token: string): string {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return v.parse(v.object({ sub: v.string() }), payload).sub;
}
