import type { AwsCredentialIdentity } from '@smithy/types';

import type { Caller } from '../caller.ts';
import { CodedError } from '../coded-error.ts';
import { lambdaCredentials } from './credentials.ts';
import type { FileAccess } from './session-policy.ts';

/**
 * Returns what makes something with credentials for one caller. All callers share it, with the credentials of the
 * function's role, unless the template names a role to assume (`ScopedCredentials`, docs/decisions/0007). Then each caller
 * has one, with credentials that reach nobody else's files.
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
  // Loading begins while the function starts, which costs no caller's time.
  const loading = import('./scoped-sessions.ts').then(({ scopedSessions }) =>
    scopedSessions({ access, roleArn, make, unavailable }),
  );
  return async (caller) => (await loading).of(caller);
}

function unavailable(cause: unknown): CodedError {
  return new CodedError('unavailable', 'Nothing can be signed at the moment: try again.', { cause });
}
