import * as v from 'valibot';

import { required } from '../challenges.ts';
import { invalidParameter, notAuthorized, notImplemented } from '../errors.ts';
import { answerNewPassword } from '../new-password.ts';
import { findClient, type Pool } from '../pool.ts';
import { answerCode, answerSetUp } from '../second-factor.ts';
import { refresh, revoke } from '../sessions.ts';
import type { ClientSettings } from '../client-settings.ts';
import { answerPasswordVerifier, signInWithPassword, startSrp } from '../sign-in.ts';
import { clientId, clientMetadata, responses, session, token } from './fields.ts';
import { publicOperation } from './operation.ts';

const flows = [
  ...['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'CUSTOM_AUTH', 'ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH'],
  ...['ADMIN_USER_PASSWORD_AUTH', 'USER_AUTH'],
];
const flow = v.picklist(flows, `Member must satisfy enum value set: [${flows.join(', ')}]`);

export const initiateAuth = publicOperation(
  v.object({ ClientId: clientId, AuthFlow: flow, AuthParameters: responses }),
  (pool, { ClientId, AuthFlow, AuthParameters }) => {
    const client = findClient(pool, ClientId);
    switch (AuthFlow) {
      case 'USER_SRP_AUTH':
        allow(client, 'ALLOW_USER_SRP_AUTH', 'USER_SRP_AUTH is not enabled for the client.');
        return startSrp(pool, client, AuthParameters);
      case 'USER_PASSWORD_AUTH':
        allow(client, 'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH flow not enabled for this client');
        return signInWithPassword(pool, client, AuthParameters);
      case 'REFRESH_TOKEN':
      case 'REFRESH_TOKEN_AUTH':
        return refreshByInitiateAuth(pool, client, required(AuthParameters, 'REFRESH_TOKEN'));
      case 'ADMIN_NO_SRP_AUTH':
      case 'ADMIN_USER_PASSWORD_AUTH':
        throw invalidParameter('Initiate Auth method not supported.');
      default:
        throw notImplemented(`AuthFlow ${AuthFlow}`);
    }
  },
);

export const respondToAuthChallenge = publicOperation(
  v.object({
    ...{ ClientId: clientId, ChallengeName: v.string(), ChallengeResponses: responses, Session: session },
    ClientMetadata: clientMetadata,
  }),
  (pool, { ClientId, ChallengeName, ChallengeResponses: responses, Session: session, ClientMetadata }) => {
    const answer = { client: findClient(pool, ClientId), session, responses, clientMetadata: ClientMetadata };
    switch (ChallengeName) {
      case 'PASSWORD_VERIFIER':
        return answerPasswordVerifier(pool, answer);
      case 'NEW_PASSWORD_REQUIRED':
        return answerNewPassword(pool, answer);
      case 'SOFTWARE_TOKEN_MFA':
        return answerCode(pool, answer);
      case 'MFA_SETUP':
        return answerSetUp(pool, answer);
      default:
        throw notImplemented(`ChallengeName ${ChallengeName}`);
    }
  },
);

export const getTokensFromRefreshToken = publicOperation(
  v.object({ ClientId: clientId, RefreshToken: token, ClientMetadata: clientMetadata }),
  async (pool, { ClientId, RefreshToken, ClientMetadata }) => ({
    AuthenticationResult: await refresh(pool, findClient(pool, ClientId), RefreshToken, ClientMetadata),
  }),
);

export const revokeToken = publicOperation(
  v.object({ ClientId: clientId, Token: token }),
  (pool, { ClientId, Token }) => {
    revoke(pool, findClient(pool, ClientId), Token);
    return {};
  },
);

/**
 * Renews tokens by InitiateAuth. With rotation only GetTokensFromRefreshToken renews ("Refresh tokens", developer
 * guide).
 */
async function refreshByInitiateAuth(pool: Pool, client: ClientSettings, refreshToken: string): Promise<object> {
  if (client.RefreshTokenRotation.Feature === 'ENABLED') {
    throw notAuthorized('REFRESH_TOKEN_AUTH is not available for clients with refresh token rotation enabled.');
  }
  allow(client, 'ALLOW_REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN_AUTH is not enabled for the client.');
  return { AuthenticationResult: await refresh(pool, client, refreshToken), ChallengeParameters: {} };
}

function allow(client: ClientSettings, flowName: string, refusal: string): void {
  if (!client.ExplicitAuthFlows.includes(flowName)) throw invalidParameter(refusal);
}
