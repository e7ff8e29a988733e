import {
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

import { requiredVariable } from '../environment.ts';
import type { SessionEnder } from '../sign-in/session-ender.ts';

/** Three attempts end within the function's four seconds. */
const requestHandler = { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true };

/** Ends sessions with the API of Cognito. The SDK reads AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER. */
export class CognitoSessionEnder implements SessionEnder {
  readonly #client: CognitoIdentityProviderClient;

  constructor(client: CognitoIdentityProviderClient) {
    this.#client = client;
  }

  async endAll(userPoolId: string, username: string): Promise<void> {
    await this.#client.send(new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: username }));
  }
}

/** Makes the adapter of a deployed function. */
export function deployedSessionEnder(): CognitoSessionEnder {
  const region = requiredVariable('AWS_REGION');
  return new CognitoSessionEnder(new CognitoIdentityProviderClient({ region, maxAttempts: 3, requestHandler }));
}
