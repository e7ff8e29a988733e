import { request as send } from 'node:http';
import { join } from 'node:path';

import { readTemplate } from '@airlock/template';

import type { WebOptions } from '../index.ts';

const template = readTemplate(join(import.meta.dirname, '../../../../template.yaml'), {
  stackName: 'airlock',
  region: 'us-east-1',
  accountId: '000000000000',
  parameters: {
    S3Endpoint: 'http://127.0.0.1:9000',
    S3DualStackEndpoint: 'http://localhost:9000',
    CognitoEndpoint: 'http://127.0.0.1:9229',
  },
});
const passwordPolicy = {
  ...{ minimumLength: 12, requireLowercase: true, requireUppercase: true },
  ...{ requireNumbers: true, requireSymbols: false, historySize: 5 },
};

/** The options for the app in the folder `root`, behind an API that answers with the path that it was asked for. */
export const webOptions = (root: string): WebOptions => ({
  template,
  root,
  port: 0,
  mails: { key: 'key', list: () => [], listen: () => () => undefined },
  api: (request, response) => {
    response.writeHead(200, ['X-Kept', 'as it is', 'X-Frame-Options', 'ALLOWALL']).end(`api ${request.url ?? ''}`);
    return Promise.resolve();
  },
  config: {
    ...{
      region: 'us-east-1',
      userPoolId: 'p',
      userPoolClientId: 'c',
      accountClientId: 'a',
      userPoolEndpoint: 'http://127.0.0.1:9229/',
    },
    ...{ apiUrl: '/api', filesUrl: 'http://127.0.0.1:9000/b', passwordPolicy, mfa: 'OPTIONAL' },
  },
});

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends the path exactly as it is: fetch would resolve dots before it sends them. */
export function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(
      { host: '127.0.0.1', port, path, method, headers: { host: 'localhost', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}
