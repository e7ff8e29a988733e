import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

import type { PoolClientFacts, PoolFacts } from './facts.ts';

export async function poolFacts(cognito: CognitoIdentityProviderClient, UserPoolId: string): Promise<PoolFacts> {
  const { UserPool: pool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  const policy = pool?.Policies?.PasswordPolicy;
  return {
    choosesScopes: pool?.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion === 'V2_0',
    allowsSelfSignUp: pool?.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
    takesEmail: pool?.AliasAttributes?.includes('email') === true,
    isDeletionProtected: pool?.DeletionProtection === 'ACTIVE',
    mfa: pool?.MfaConfiguration ?? 'OFF',
    passwordPolicy: {
      minimumLength: policy?.MinimumLength ?? 8,
      requireLowercase: policy?.RequireLowercase ?? false,
      requireUppercase: policy?.RequireUppercase ?? false,
      requireNumbers: policy?.RequireNumbers ?? false,
      requireSymbols: policy?.RequireSymbols ?? false,
      historySize: policy?.PasswordHistorySize ?? 0,
    },
  };
}

export async function poolClientFacts(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  ClientId: string,
): Promise<PoolClientFacts> {
  const { UserPoolClient: client } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  return {
    hasSecret: client?.ClientSecret !== undefined,
    flows: client?.ExplicitAuthFlows ?? [],
    hidesUsers: client?.PreventUserExistenceErrors === 'ENABLED',
    rotates: client?.RefreshTokenRotation?.Feature === 'ENABLED',
    revokes: client?.EnableTokenRevocation === true,
    // Without a list it may write all.
    writesEmail: client?.WriteAttributes?.includes('email') ?? true,
  };
}
