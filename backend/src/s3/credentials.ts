import type { AwsCredentialIdentity } from '@smithy/types';

import { requiredVariable } from '../environment.ts';

/** The role of the function as Lambda hands it over: in the environment, new for each execution environment. */
export function lambdaCredentials(): Promise<AwsCredentialIdentity> {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  const expiration = process.env['AWS_CREDENTIAL_EXPIRATION'];
  return Promise.resolve({
    accessKeyId: requiredVariable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: requiredVariable('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
    ...(expiration && { expiration: new Date(expiration) }),
  });
}
