import type { AwsCredentialIdentity } from '@smithy/types';

import { requiredVariable } from '../environment.ts';
import { assumeRole, stsClient } from './assume-role.ts';
import { CallerSessions, sessionSeconds } from './caller-sessions.ts';
import { lambdaCredentials } from './credentials.ts';
import { sessionPolicy } from './session-policy.ts';
import type { FileAccess } from './session-policy.ts';

export interface ScopedSessionsOptions<T> {
  readonly access: FileAccess;
  /** The role that the function assumes for each caller. */
  readonly roleArn: string;
  readonly make: (credentials: AwsCredentialIdentity) => T;
  readonly unavailable: (cause: unknown) => Error;
}

/**
 * Makes the sessions of a deployed function with `ScopedCredentials` on. Only such a function loads this file, with the
 * client of STS, so it imports no class that a handler compares by identity.
 */
export function scopedSessions<T>({ access, roleArn, make, unavailable }: ScopedSessionsOptions<T>): CallerSessions<T> {
  const bucketArn = `arn:${roleArn.split(':')[1] ?? 'aws'}:s3:::${requiredVariable('FILES_BUCKET')}`;
  const kmsKeyArn = process.env['FILES_KMS_KEY_ARN'] || undefined;
  const client = stsClient({
    endpoint: requiredVariable('AWS_ENDPOINT_URL_STS'),
    region: requiredVariable('AWS_REGION'),
    credentials: lambdaCredentials(),
  });
  return new CallerSessions({
    open: ({ id }) => {
      const policy = sessionPolicy(access, { bucketArn, callerId: id, kmsKeyArn });
      return assumeRole(client, { roleArn, sessionName: id, policy, durationSeconds: sessionSeconds });
    },
    make,
    unavailable,
  });
}
