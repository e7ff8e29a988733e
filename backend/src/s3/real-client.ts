import { S3Client } from '@aws-sdk/client-s3';
import type { AwsCredentialIdentity } from '@smithy/types';

import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';

let client: S3Client | undefined;
/** Three attempts end before the function's own 10 seconds do. */
const requestOptions = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };
let requestHandler: S3Client['config']['requestHandler'] | undefined;

/** The one client of a deployed function, with its role. */
export function realClient(): S3Client {
  client ??= clientWith(lambdaCredentials());
  return client;
}

/** A client with these credentials; all share their connections. The SDK itself reads AWS_ENDPOINT_URL_S3. */
export function clientWith(credentials: AwsCredentialIdentity): S3Client {
  const made = new S3Client({
    region: requiredVariable('AWS_REGION'),
    credentials,
    maxAttempts: 3,
    requestHandler: requestHandler ?? requestOptions,
  });
  requestHandler ??= made.config.requestHandler;
  return made;
}
