import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';

import { partLifeSeconds } from '../../../backend/src/s3/signed-url.ts';
import type { Stores } from './find-stores.ts';

const millisecondsPer = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/**
 * Returns for how many milliseconds a session can still store files after its account was disabled. A disabled account
 * gets no new tokens, but API Gateway accepts an access token to its end, and the last URL that it gave lives on.
 */
export async function lastUrlMilliseconds({ cognito, UserPoolId, UserPoolClientId }: Stores): Promise<number> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId: UserPoolClientId });
  const { AccessTokenValidity = 1, TokenValidityUnits } = (await cognito.send(command)).UserPoolClient ?? {};
  return AccessTokenValidity * millisecondsPer[TokenValidityUnits?.AccessToken ?? 'hours'] + partLifeSeconds * 1000;
}
