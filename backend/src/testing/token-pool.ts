import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Pool } from '../http/pool.ts';

const userPoolId = 'eu-central-1_EXAMPLE';
const clientId = 'exampleclientid';

/** A user pool for tests of the token check: a URL with keys, and tokens that are signed with such a key. */
export interface TokenPool {
  readonly pool: Pool;
  readonly keysFetched: () => number;
  /** Makes an access token as Cognito does, with changed claims or a changed header. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
  close(): Promise<void>;
}

export async function startTokenPool(): Promise<TokenPool> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    pool: { userPoolId, clientId, jwksUrl: `http://127.0.0.1:${port}/keys` },
    keysFetched: () => fetched,
    token: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const content = [
        { alg: 'RS256', kid: 'one', ...header },
        {
          sub: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
          iss: `https://cognito-idp.eu-central-1.amazonaws.com/${userPoolId}`,
          client_id: clientId,
          token_use: 'access',
          scope: 'airlock/files',
          iat: now,
          exp: now + 3600,
          ...claims,
        },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
