import { existingUser } from '../accounts.ts';
import { invalidParameter } from '../errors.ts';
import { username } from './fields.ts';
import { adminOperation } from './operation.ts';

/**
 * Removes the authenticator app of a user, and with it the preference for it. Where the pool demands a factor, the next sign-in
 * asks to set one up. AWS does not document what a user without an app gets; here it is refused.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteSoftwareToken.html
 */
export const adminDeleteSoftwareToken = adminOperation({ Username: username }, (pool, { Username }) => {
  const { sub } = existingUser(pool, Username);
  const authenticator = pool.authenticators.find(sub);
  if (authenticator.secret === null) throw invalidParameter('User has no software token.');
  const removed = { secret: null, pendingSecret: null, enabled: false, preferred: false };
  pool.authenticators.save({ ...authenticator, ...removed });
  return {};
});
