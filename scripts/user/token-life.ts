import { DescribeUserPoolClientCommand } from '@aws-sdk/client-cognito-identity-provider';

import { partLifeSeconds } from '../../backend/src/s3/signed-url.ts';
import type { FoundPool } from './find-pool.ts';

const millisecondsPer = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** For how long a session still reaches files after it was ended. */
export interface TokenLife {
  /** API Gateway knows no ended session: it accepts an access token to its end. */
  readonly tokenMilliseconds: number;
  /** The last URL that the API signed for that token lives on. */
  readonly urlMilliseconds: number;
}

/** Returns how long tokens live that the app's client gives, and URLs that the API signs. */
export async function tokenLife({ cognito, UserPoolId, UserPoolClientId }: FoundPool): Promise<TokenLife> {
  const command = new DescribeUserPoolClientCommand({ UserPoolId, ClientId: UserPoolClientId });
  const { AccessTokenValidity = 1, TokenValidityUnits } = (await cognito.send(command)).UserPoolClient ?? {};
  const tokenMilliseconds = AccessTokenValidity * millisecondsPer[TokenValidityUnits?.AccessToken ?? 'hours'];
  return { tokenMilliseconds, urlMilliseconds: partLifeSeconds * 1000 };
}

/** Says how long what was given to a session still works, in a sentence. */
export function tokenLifeText({ tokenMilliseconds, urlMilliseconds }: TokenLife): string {
  const minutes = (milliseconds: number) => `${milliseconds / 60_000} minutes`;
  return `A token from before still opens the files for ${minutes(tokenMilliseconds)} at most, and a signed URL for ${minutes(urlMilliseconds)} more.`;
}
