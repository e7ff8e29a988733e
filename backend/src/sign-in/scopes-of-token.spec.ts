import { describe, expect, it } from '@jest/globals';

import { sampleTokenEvent } from '../testing/trigger-event.ts';
import { scopesOfToken } from './scopes-of-token.ts';

const files = { scopesToAdd: ['airlock/files'], scopesToSuppress: ['aws.cognito.signin.user.admin'] };
const account = { scopesToAdd: [], scopesToSuppress: ['airlock/files'] };

const scopes = (source: string, metadata?: Readonly<Record<string, string>>) =>
  scopesOfToken(sampleTokenEvent(`TokenGeneration_${source}`, metadata)).response.claimsAndScopeOverrideDetails
    .accessTokenGeneration;

describe('scopesOfToken', () => {
  it.each(['Authentication', 'NewPasswordChallenge', 'RefreshTokens', 'HostedAuth', 'AuthenticateDevice', 'Later'])(
    'opens the files, and takes the account away, at %s',
    (source) => {
      expect(scopes(source)).toEqual(files);
    },
  );

  it('opens the account for a sign-in that is for a change of it', () => {
    expect(scopes('Authentication', { purpose: 'account' })).toEqual(account);
  });

  it.each(['RefreshTokens', 'NewPasswordChallenge', 'HostedAuth', 'AuthenticateDevice', 'Later'])(
    'never opens the account at %s, whatever the request says',
    (source) => {
      expect(scopes(source, { purpose: 'account' })).toEqual(files);
    },
  );

  it.each([{ purpose: 'Account' }, { purpose: '' }, { purpose: 'account files' }, { Purpose: 'account' }])(
    'opens the files for another purpose: %j',
    (metadata) => {
      expect(scopes('Authentication', metadata as unknown as Record<string, string>)).toEqual(files);
    },
  );
});
