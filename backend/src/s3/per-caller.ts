import type { AwsCredentialIdentity } from '@smithy/types';

import type { Caller } from '../caller.ts';
import { requiredVariable } from '../environment.ts';
import { CallerSessions, sessionSeconds } from './caller-sessions.ts';
import { lambdaCredentials } from './credentials.ts';
import { sessionPolicy } from './session-policy.ts';
import type { FileAccess } from './session-policy.ts';

/**
 * What a deployed function works with for one caller. It is the same for all, with the credentials of the function's
 * role, unless the template names a role to assume (`ScopedCredentials`, docs/decisions/0007): then each caller has one
 * with credentials that reach nobody else's files.
 */
export function perCaller<T>(
  access: FileAccess,
  make: (credentials: AwsCredentialIdentity) => T,
): (caller: Caller) => T | Promise<T> {
  const roleArn = process.env['CALLER_ROLE_ARN'];
  if (roleArn === undefined || roleArn === '') {
    const made = make(lambdaCredentials());
    return () => made;
  }
  const open = sessionOpener(access, roleArn);
  const sessions = new CallerSessions({ open, make });
  return (caller) => sessions.of(caller);
}

function sessionOpener(access: FileAccess, roleArn: string): (caller: Caller) => Promise<AwsCredentialIdentity> {
  const bucketArn = `arn:${roleArn.split(':')[1] ?? 'aws'}:s3:::${requiredVariable('FILES_BUCKET')}`;
  const role = {
    roleArn,
    endpoint: requiredVariable('AWS_ENDPOINT_URL_STS'),
    region: requiredVariable('AWS_REGION'),
    durationSeconds: sessionSeconds,
  };
  const kmsKeyArn = process.env['FILES_KMS_KEY_ARN'] || undefined;
  // Begun while the function starts, which costs no caller's time.
  const loading = import('./assume-role.ts');
  return async ({ id }) => {
    const { assumeRole } = await loading;
    const policy = sessionPolicy(access, { bucketArn, callerId: id, kmsKeyArn });
    return assumeRole({ ...role, credentials: lambdaCredentials(), sessionName: id, policy });
  };
}
