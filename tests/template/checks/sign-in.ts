import assert from 'node:assert/strict';

import { property, type Check } from './check.ts';

const passwordPolicy = 'UserPool/Policies/PasswordPolicy';

/** The client of account changes has what the app's has, but for what its tokens may do and how long. */
const accountClient: readonly Check[] = [
  property('AccountClient has no secret', 'AccountClient/GenerateSecret', false),
  property('AccountClient takes passwords by SRP only', 'AccountClient/ExplicitAuthFlows', ['ALLOW_USER_SRP_AUTH']),
  {
    name: 'AccountClient renews nothing',
    check: (read) => assert.equal(read().resource('AccountClient').properties.maybe('RefreshTokenRotation'), undefined),
  },
  property('AccountClient can revoke tokens', 'AccountClient/EnableTokenRevocation', true),
  property('AccountClient does not tell whether a user exists', 'AccountClient/PreventUserExistenceErrors', 'ENABLED'),
  property('AccountClient knows this pool only', 'AccountClient/SupportedIdentityProviders', ['COGNITO']),
  property('AccountClient changes the address and nothing else', 'AccountClient/WriteAttributes', ['email']),
  property('AccountClient has access tokens of five minutes', 'AccountClient/AccessTokenValidity', 5),
  property('AccountClient has refresh tokens of an hour', 'AccountClient/RefreshTokenValidity', 60),
  property('AccountClient counts tokens in minutes', 'AccountClient/TokenValidityUnits', {
    AccessToken: 'minutes',
    IdToken: 'minutes',
    RefreshToken: 'minutes',
  }),
];

export const signInChecks: readonly Check[] = [
  property('UserPool lets administrators alone create users', 'UserPool/AdminCreateUserConfig', {
    AllowAdminCreateUserOnly: true,
  }),
  property('UserPool is protected against deletion', 'UserPool/DeletionProtection', 'ACTIVE'),
  property('UserPool takes an e-mail address in place of the user name', 'UserPool/AliasAttributes', ['email']),
  property('UserPool verifies the address that people sign in with', 'UserPool/AutoVerifiedAttributes', ['email']),
  property('UserPool takes user names without regard to case', 'UserPool/UsernameConfiguration/CaseSensitive', false),
  property('UserPool has the plan that its costs are counted with', 'UserPool/UserPoolTier', 'ESSENTIALS'),
  {
    name: 'UserPool is protected from threats as ThreatProtection says, with the plan that it needs',
    check: (read) => {
      const protection = (ThreatProtection: string) => {
        const { properties } = read({ ThreatProtection }).resource('UserPool');
        return [properties.at('UserPoolTier').value, properties.maybe('UserPoolAddOns')?.value];
      };
      assert.deepEqual(protection('off'), ['ESSENTIALS', undefined]);
      assert.deepEqual(protection('audit'), ['PLUS', { AdvancedSecurityMode: 'AUDIT' }]);
      assert.deepEqual(protection('enforced'), ['PLUS', { AdvancedSecurityMode: 'ENFORCED' }]);
    },
  },
  {
    name: 'ThreatProtection is enforced only where a code can be asked for',
    check: (read) => {
      assert.throws(() => read({ ThreatProtection: 'enforced', Mfa: 'OFF' }), /needs Mfa=OPTIONAL or ON/);
      assert.equal(read({ ThreatProtection: 'audit', Mfa: 'OFF' }).parameters['Mfa'], 'OFF');
    },
  },
  property('UserPool wants long passwords', `${passwordPolicy}/MinimumLength`, 14),
  property('UserPool wants lower case in passwords', `${passwordPolicy}/RequireLowercase`, true),
  property('UserPool wants upper case in passwords', `${passwordPolicy}/RequireUppercase`, true),
  property('UserPool wants digits in passwords', `${passwordPolicy}/RequireNumbers`, true),
  property('UserPool takes none of the last passwords again', `${passwordPolicy}/PasswordHistorySize`, 5),
  property(
    'UserPool keeps the old address until the new one is confirmed',
    'UserPool/UserAttributeUpdateSettings/AttributesRequireVerificationBeforeUpdate',
    ['email'],
  ),
  property('UserPool ends temporary passwords', `${passwordPolicy}/TemporaryPasswordValidityDays`, 7),
  property('UserPool offers a second factor', 'UserPool/MfaConfiguration', 'OPTIONAL'),
  property('UserPool has an app as second factor', 'UserPool/EnabledMfas', ['SOFTWARE_TOKEN_MFA']),
  {
    name: 'UserPool names no second factor where it has none',
    check: (read) => assert.equal(read({ Mfa: 'OFF' }).resource('UserPool').properties.maybe('EnabledMfas'), undefined),
  },
  property('UserPoolClient has no secret', 'UserPoolClient/GenerateSecret', false),
  property('UserPoolClient takes passwords by SRP only', 'UserPoolClient/ExplicitAuthFlows', ['ALLOW_USER_SRP_AUTH']),
  property('UserPoolClient rotates refresh tokens', 'UserPoolClient/RefreshTokenRotation/Feature', 'ENABLED'),
  property(
    'UserPoolClient forgives a renewal whose answer was lost',
    'UserPoolClient/RefreshTokenRotation/RetryGracePeriodSeconds',
    60,
  ),
  property('UserPoolClient leaves time to set up an app', 'UserPoolClient/AuthSessionValidity', 15),
  property('UserPoolClient can revoke tokens', 'UserPoolClient/EnableTokenRevocation', true),
  property(
    'UserPoolClient does not tell whether a user exists',
    'UserPoolClient/PreventUserExistenceErrors',
    'ENABLED',
  ),
  property('UserPoolClient changes no address', 'UserPoolClient/WriteAttributes', ['locale']),
  property('UserPoolClient knows this pool only', 'UserPoolClient/SupportedIdentityProviders', ['COGNITO']),
  property('UserPoolClient has access tokens of ten minutes', 'UserPoolClient/AccessTokenValidity', 10),
  {
    name: 'AccessTokenMinutes is an hour at most',
    check: (read) => {
      assert.equal(
        read({ AccessTokenMinutes: 60 }).resource('UserPoolClient').properties.at('AccessTokenValidity').value,
        60,
      );
      assert.throws(() => read({ AccessTokenMinutes: 61 }), /AccessTokenMinutes/);
    },
  },
  ...accountClient,
  property('UserPoolClient counts tokens in minutes and sessions in days', 'UserPoolClient/TokenValidityUnits', {
    AccessToken: 'minutes',
    IdToken: 'minutes',
    RefreshToken: 'days',
  }),
];
