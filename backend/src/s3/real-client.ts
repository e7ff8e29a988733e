import { S3Client } from '@aws-sdk/client-s3';

import { requiredVariable } from '../environment.ts';
import { lambdaCredentials } from './credentials.ts';

let client: S3Client | undefined;

/** The one client of a deployed function. The SDK itself reads AWS_ENDPOINT_URL_S3. */
export function realClient(): S3Client {
  client ??= new S3Client({
    region: requiredVariable('AWS_REGION'),
    credentials: lambdaCredentials(),
    maxAttempts: 3,
    // Three attempts end before the function's own 10 seconds do.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true },
  });
  return client;
}
