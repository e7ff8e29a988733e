import { accountPurpose, accountScope, filesScope } from '@airlock/contract';

import type { TokenEvent } from './trigger-event.ts';

/**
 * The only source that may ask for a token of the account: password, and second factor where there is one, have just been
 * entered. A renewal and every source that Cognito may add later get a token for files.
 */
const signIn = 'TokenGeneration_Authentication';

/**
 * Decides what an access token opens: the files, or the account when a sign-in asks for that. A token never opens both, so that
 * a stolen token of the app changes nothing of the account. The metadata comes with the answer to the last challenge alone, so
 * whoever states a purpose has the password and the second factor.
 */
export function scopesOfToken({ triggerSource, request }: TokenEvent) {
  const isForAccount = triggerSource === signIn && request.clientMetadata?.['purpose'] === accountPurpose;
  const accessTokenGeneration = isForAccount
    ? { scopesToAdd: [], scopesToSuppress: [filesScope] }
    : { scopesToAdd: [filesScope], scopesToSuppress: [accountScope] };
  const response = { claimsAndScopeOverrideDetails: { accessTokenGeneration } };
  return { response, facts: { opens: isForAccount ? 'account' : 'files' } };
}
