import type { AwsCredentialIdentity } from '@smithy/types';

import { requiredVariable } from '../environment.ts';

/** Returns the credentials of the function's role. Lambda puts them into the environment, for as long as this process lives. */
export function lambdaCredentials(): AwsCredentialIdentity {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  const expiration = process.env['AWS_CREDENTIAL_EXPIRATION'];
  return {
    accessKeyId: requiredVariable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: requiredVariable('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
    ...(expiration && { expiration: new Date(expiration) }),
  };
}
