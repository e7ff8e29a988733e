import { clientConfig as schema, type ClientConfig } from '@airlock/contract';
import type { ResolvedTemplate } from '@airlock/template';

import * as v from 'valibot';

import type { Addresses } from './addresses.ts';

/** Returns the content of `/config.json`, in the same shape as the deployed one. */
export function clientConfig(
  template: ResolvedTemplate,
  { s3Url, s3DualStackUrl, cognitoUrl }: Addresses,
): ClientConfig {
  const pool = template.resource('UserPool').properties;
  const policy = pool.at('Policies').at('PasswordPolicy');
  return {
    region: template.stack.region,
    userPoolId: template.id('UserPool'),
    userPoolClientId: template.id('UserPoolClient'),
    accountClientId: template.id('AccountClient'),
    userPoolEndpoint: `${cognitoUrl}/`,
    apiUrl: `/${template.api.stageName}`,
    filesUrl: `${s3Url}/${template.id('FilesBucket')}`,
    dualStackFilesUrl: `${s3DualStackUrl}/${template.id('FilesBucket')}`,
    passwordPolicy: {
      minimumLength: policy.at('MinimumLength').number(),
      requireLowercase: policy.at('RequireLowercase').boolean(),
      requireUppercase: policy.at('RequireUppercase').boolean(),
      requireNumbers: policy.at('RequireNumbers').boolean(),
      requireSymbols: policy.at('RequireSymbols').boolean(),
      historySize: policy.at('PasswordHistorySize').number(),
    },
    mfa: v.parse(schema.entries.mfa, pool.at('MfaConfiguration').text()),
  };
}
