import type { ClientConfig } from '@airlock/contract';
import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';

import type { StackOutputs } from './stack.ts';

/**
 * Returns the deployed app's `/config.json`: the outputs of the stack, and the rules for passwords of the pool itself.
 */
export async function clientConfig(region: string, outputs: StackOutputs): Promise<ClientConfig> {
  const cognito = new CognitoIdentityProviderClient({ region });
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: outputs.UserPoolId }));
  cognito.destroy();
  const policy = UserPool?.Policies?.PasswordPolicy;
  return {
    region,
    userPoolId: outputs.UserPoolId,
    userPoolClientId: outputs.UserPoolClientId,
    accountClientId: outputs.AccountClientId,
    userPoolEndpoint: `${outputs.CognitoUrl}/`,
    apiUrl: '/api',
    filesUrl: outputs.FilesUrl,
    dualStackFilesUrl: outputs.FilesDualStackUrl ?? outputs.FilesUrl,
    passwordPolicy: {
      minimumLength: policy?.MinimumLength ?? 8,
      requireLowercase: policy?.RequireLowercase ?? false,
      requireUppercase: policy?.RequireUppercase ?? false,
      requireNumbers: policy?.RequireNumbers ?? false,
      requireSymbols: policy?.RequireSymbols ?? false,
      historySize: policy?.PasswordHistorySize ?? 0,
    },
    mfa: UserPool?.MfaConfiguration ?? 'OFF',
  };
}
