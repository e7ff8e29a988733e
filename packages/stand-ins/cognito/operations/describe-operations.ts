import * as v from 'valibot';

import { CognitoError } from '../errors.ts';
import { findClient } from '../pool.ts';
import { clientId } from './fields.ts';
import { adminOperation } from './operation.ts';

export const describeUserPool = adminOperation({}, (pool) => {
  const { UserPoolName, MfaConfiguration, AdminCreateUserConfig, UsernameConfiguration, LambdaConfig } = pool.settings;
  const { UserAttributeUpdateSettings, UserPoolAddOns, UserPoolTier } = pool.settings;
  const { PasswordHistorySize, ...rules } = pool.settings.Policies.PasswordPolicy;
  // A history that is not kept is not shown ("PasswordPolicyType", API reference).
  const PasswordPolicy = { ...rules, ...(PasswordHistorySize > 0 && { PasswordHistorySize }) };
  return {
    UserPool: {
      Id: pool.id,
      Name: UserPoolName,
      Arn: pool.arn,
      Policies: { PasswordPolicy },
      MfaConfiguration,
      AdminCreateUserConfig,
      UsernameConfiguration,
      ...{ LambdaConfig, UserAttributeUpdateSettings, UserPoolAddOns, UserPoolTier },
      ...(pool.settings.UsernameAttributes.length > 0 && { UsernameAttributes: pool.settings.UsernameAttributes }),
      ...(pool.settings.AliasAttributes.length > 0 && { AliasAttributes: pool.settings.AliasAttributes }),
      EstimatedNumberOfUsers: pool.users.count(),
      CreationDate: pool.createdAt.getTime() / 1000,
      LastModifiedDate: pool.createdAt.getTime() / 1000,
    },
  };
});

export const describeUserPoolClient = adminOperation({ ClientId: clientId }, (pool, { ClientId }) => {
  const client = findClient(pool, ClientId);
  const { ClientName, ExplicitAuthFlows, RefreshTokenRotation, EnableTokenRevocation, TokenValidityUnits } = client;
  const { PreventUserExistenceErrors, AuthSessionValidity, ReadAttributes, WriteAttributes } = client;
  const { AccessTokenValidity, IdTokenValidity, RefreshTokenValidity } = client;
  return {
    UserPoolClient: {
      ...{ UserPoolId: pool.id, ClientId, ClientName, ExplicitAuthFlows, RefreshTokenRotation },
      ...{ AccessTokenValidity, IdTokenValidity, RefreshTokenValidity, TokenValidityUnits },
      ...{ EnableTokenRevocation, PreventUserExistenceErrors, AuthSessionValidity, ReadAttributes, WriteAttributes },
    },
  };
});

export const describeResourceServer = adminOperation({ Identifier: v.string() }, (pool, { Identifier }) => {
  const server = pool.resourceServers.get(Identifier);
  if (!server) throw new CognitoError('ResourceNotFoundException', `Resource server ${Identifier} does not exist.`);
  return { ResourceServer: { UserPoolId: pool.id, ...server } };
});
