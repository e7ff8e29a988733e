import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { CognitoSessionEnder } from './cognito-session-ender.ts';

interface Asked {
  readonly target: unknown;
  readonly isSigned: boolean;
  readonly body: unknown;
}

let asked: Asked[];
let status: number;
let client: CognitoIdentityProviderClient;
let close: () => Promise<void>;

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization, 'x-amz-target': target } = request.headers;
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
  return { target, isSigned: authorization?.startsWith('AWS4-HMAC-SHA256 ') === true, body };
}

beforeEach(async () => {
  [asked, status] = [[], 200];
  const server = createServer((request, response) => {
    void read(request).then((it) => {
      asked.push(it);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(status === 200 ? '{}' : '{"__type":"UserNotFoundException"}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
  client = new CognitoIdentityProviderClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
  close = async () => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
});
afterEach(() => close());

describe('CognitoSessionEnder', () => {
  it('signs the person out of every device', async () => {
    await new CognitoSessionEnder(client).endAll('eu-central-1_EXAMPLE', 'demo');
    const target = 'AWSCognitoIdentityProviderService.AdminUserGlobalSignOut';
    const body = { UserPoolId: 'eu-central-1_EXAMPLE', Username: 'demo' };
    expect(asked).toEqual([{ target, isSigned: true, body }]);
  });

  it('throws when Cognito refuses', async () => {
    status = 400;
    await expect(new CognitoSessionEnder(client).endAll('p', 'nobody')).rejects.toThrow();
  });
});
