import type { ClientConfig } from '@airlock/contract';

/** Configuration of an installation that does not exist. */
export const testConfig: ClientConfig = {
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_abcdefghi',
  userPoolClientId: 'client',
  accountClientId: 'account-client',
  userPoolEndpoint: 'https://cognito.example/',
  apiUrl: '/api',
  filesUrl: 'https://files.example',
  passwordPolicy: {
    minimumLength: 14,
    requireLowercase: true,
    requireUppercase: true,
    requireNumbers: true,
    requireSymbols: true,
    historySize: 5,
  },
  mfa: 'OPTIONAL',
};
