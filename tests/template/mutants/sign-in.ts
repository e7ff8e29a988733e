import { removed, replaced, widened } from '@airlock/template/testing/change.ts';

import type { Mutant } from './mutant.ts';

const pool = 'UserPool/Properties';
const policy = `${pool}/Policies/PasswordPolicy`;
const client = 'UserPoolClient/Properties';

export const signInMutants: readonly Mutant[] = [
  {
    name: 'anybody may create an account',
    change: replaced(`${pool}/AdminCreateUserConfig/AllowAdminCreateUserOnly`, false),
    caughtBy: 'UserPool lets administrators alone create users',
  },
  {
    name: 'the default of Cognito decides who creates accounts',
    change: removed(`${pool}/AdminCreateUserConfig/AllowAdminCreateUserOnly`),
    caughtBy: 'UserPool lets administrators alone create users',
  },
  ...[
    ['DeletionProtection', 'UserPool is protected against deletion'],
    ['AliasAttributes', 'UserPool takes an e-mail address in place of the user name'],
    ['AutoVerifiedAttributes', 'UserPool verifies the address that people sign in with'],
    ['UsernameConfiguration', 'UserPool takes user names without regard to case'],
    ['UserPoolTier', 'UserPool has the plan that its costs are counted with'],
    ['MfaConfiguration', 'UserPool offers a second factor'],
    ['EnabledMfas', 'UserPool has an app as second factor'],
    ['UserAttributeUpdateSettings', 'UserPool keeps the old address until the new one is confirmed'],
  ].map(([name = '', caughtBy = '']) => ({ name: `no ${name}`, change: removed(`${pool}/${name}`), caughtBy })),
  {
    name: 'threats are only written down',
    change: replaced(`${pool}/UserPoolAddOns`, { AdvancedSecurityMode: 'AUDIT' }),
    caughtBy: 'UserPool is protected from threats as ThreatProtection says, with the plan that it needs',
  },
  {
    name: 'threats and a plan that does not know them',
    change: replaced(`${pool}/UserPoolTier`, 'ESSENTIALS'),
    caughtBy: 'UserPool is protected from threats as ThreatProtection says, with the plan that it needs',
  },
  {
    name: 'a risky sign-in that nobody can be asked about',
    change: removed('/Rules/ThreatProtectionAndItsCode'),
    caughtBy: 'ThreatProtection is enforced only where a code can be asked for',
  },
  {
    name: 'a second factor where there is none',
    change: replaced(`${pool}/EnabledMfas`, ['SOFTWARE_TOKEN_MFA']),
    caughtBy: 'UserPool names no second factor where it has none',
  },
  {
    name: 'passwords of twelve characters',
    change: replaced(`${policy}/MinimumLength`, 12),
    caughtBy: 'UserPool wants long passwords',
  },
  ...[
    ['RequireLowercase', 'UserPool wants lower case in passwords'],
    ['RequireUppercase', 'UserPool wants upper case in passwords'],
    ['RequireNumbers', 'UserPool wants digits in passwords'],
  ].map(([name = '', caughtBy = '']) => ({
    name: `no ${name}`,
    change: replaced(`${policy}/${name}`, false),
    caughtBy,
  })),
  {
    name: 'the old password as the new one',
    change: removed(`${policy}/PasswordHistorySize`),
    caughtBy: 'UserPool takes none of the last passwords again',
  },
  {
    name: 'temporary passwords for a year',
    change: replaced(`${policy}/TemporaryPasswordValidityDays`, 365),
    caughtBy: 'UserPool ends temporary passwords',
  },
  {
    name: 'a secret in the browser',
    change: replaced(`${client}/GenerateSecret`, true),
    caughtBy: 'UserPoolClient has no secret',
  },
  {
    name: 'passwords that leave the browser',
    change: widened(`${client}/ExplicitAuthFlows`, 'ALLOW_USER_PASSWORD_AUTH'),
    caughtBy: 'UserPoolClient takes passwords by SRP only',
  },
  {
    name: 'refresh tokens for ever',
    change: replaced(`${client}/RefreshTokenRotation/Feature`, 'DISABLED'),
    caughtBy: 'UserPoolClient rotates refresh tokens',
  },
  {
    name: 'ten seconds for the second request of a renewal',
    change: replaced(`${client}/RefreshTokenRotation/RetryGracePeriodSeconds`, 10),
    caughtBy: 'UserPoolClient forgives a renewal whose answer was lost',
  },
  {
    name: 'three minutes for each step of a sign-in',
    change: removed(`${client}/AuthSessionValidity`),
    caughtBy: 'UserPoolClient leaves time to set up an app',
  },
  {
    name: 'tokens that cannot be revoked',
    change: replaced(`${client}/EnableTokenRevocation`, false),
    caughtBy: 'UserPoolClient can revoke tokens',
  },
  {
    name: 'an answer that tells whether a user exists',
    change: replaced(`${client}/PreventUserExistenceErrors`, 'LEGACY'),
    caughtBy: 'UserPoolClient does not tell whether a user exists',
  },
  {
    name: 'no PreventUserExistenceErrors',
    change: removed(`${client}/PreventUserExistenceErrors`),
    caughtBy: 'UserPoolClient does not tell whether a user exists',
  },
  {
    name: 'an address that a stolen token can change',
    change: widened(`${client}/WriteAttributes`, 'email'),
    caughtBy: 'UserPoolClient changes no address',
  },
  {
    name: 'the default of Cognito decides what a token can change',
    change: removed(`${client}/WriteAttributes`),
    caughtBy: 'UserPoolClient changes no address',
  },
  {
    name: 'another identity provider',
    change: widened(`${client}/SupportedIdentityProviders`, 'Google'),
    caughtBy: 'UserPoolClient knows this pool only',
  },
  {
    name: 'access tokens of a day',
    change: replaced(`${client}/AccessTokenValidity`, 1440),
    caughtBy: 'UserPoolClient has access tokens of ten minutes',
  },
  {
    name: 'access tokens of an hour where nobody asks for them',
    change: replaced('/Parameters/AccessTokenMinutes/Default', 60),
    caughtBy: 'UserPoolClient has access tokens of ten minutes',
  },
  {
    name: 'a parameter that takes access tokens of a day',
    change: replaced('/Parameters/AccessTokenMinutes/MaxValue', 1440),
    caughtBy: 'AccessTokenMinutes is an hour at most',
  },
  {
    name: 'access tokens of ten hours',
    change: replaced(`${client}/TokenValidityUnits/AccessToken`, 'hours'),
    caughtBy: 'UserPoolClient counts tokens in minutes and sessions in days',
  },
];
