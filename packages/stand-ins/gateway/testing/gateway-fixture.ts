import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTemplate, type ParameterValue } from '@airlock/template';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

import { listen } from '../../listen.ts';
import { startGateway, type RunningGateway } from '../index.ts';

const poolId = 'us-east-1_Test00000';
export const clientId = 'testclient0000000000000000';
export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
export const scope = 'airlock/files';

export interface CallInit {
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  /** `half` is needed for a body that is a stream. */
  readonly duplex?: 'half';
  /** Headers besides the token. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GatewayFixture {
  readonly gateway: RunningGateway;
  readonly lines: readonly { readonly source: string; readonly line: string }[];
  /** Makes a good access token with these claims changed; `undefined` removes a claim. */
  readonly token: (changed?: Readonly<Record<string, unknown>>, key?: CryptoKey) => Promise<string>;
  readonly publicKeyText: string;
  /** Replaces the bundle of ListFiles (`GET /files`), whose handler is `async (event, context) => { <code> }`. */
  readonly listFilesIs: (code: string) => void;
  readonly presignPutIs: (code: string) => void;
  readonly call: (method: string, path: string, init?: CallInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export interface FixtureOptions {
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly integrationTimeoutMs?: number;
  readonly concurrency?: number;
  readonly timeoutSeconds?: number;
  /** The pool does not answer requests for its keys. */
  readonly keysAreGone?: boolean;
}

/** The key pair of every gateway of a spec: to find its primes takes longer than most tests of the gateway. */
const pair = await generateKeyPair('RS256', { extractable: true });

/** Starts the gateway on the real template, with bundles written by the test and a key set of its own. */
export async function startFixture(options: FixtureOptions = {}): Promise<GatewayFixture> {
  const directory = mkdtempSync(join(tmpdir(), 'airlock-gateway-'));
  const publicJwk = await exportJWK(pair.publicKey);
  const jwks = JSON.stringify({ keys: [{ ...publicJwk, kid: 'k1', alg: 'RS256', use: 'sig' }] });
  const keyServer = createServer((request, response) => {
    if (options.keysAreGone === true) request.socket.destroy();
    else response.end(jwks);
  });
  const port = await listen(keyServer, 0);
  const lines: { source: string; line: string }[] = [];
  const write = (name: string, code: string): void =>
    writeFileSync(join(directory, `${name}.mjs`), `export const handler = async (event, context) => { ${code} };`);
  const template = templateOf(options);
  const ids = template.functions.map(({ logicalId }) => logicalId);
  const fileOf = (id: string): string => join(directory, id === 'PresignPut' ? 'put.mjs' : 'list.mjs');
  const key = { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'session', principalArn: 'arn' };
  write('list', 'return { statusCode: 200, body: "list" }');
  write('put', 'return { statusCode: 200, body: "put" }');
  const gateway = await startGateway({
    template,
    bundles: Object.fromEntries(ids.map((id) => [id, fileOf(id)])),
    credentials: Object.fromEntries(ids.map((id) => [id, key])),
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    log: (source, line) => lines.push({ source, line }),
    port: 0,
    ...(options.integrationTimeoutMs !== undefined && { integrationTimeoutMs: options.integrationTimeoutMs }),
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  });
  const token: GatewayFixture['token'] = (changed = {}, signer = pair.privateKey) => sign(changed, signer);
  return {
    gateway,
    lines,
    token,
    publicKeyText: JSON.stringify(publicJwk),
    listFilesIs: (code) => write('list', code),
    presignPutIs: (code) => write('put', code),
    call: async (method, path, init = {}) => {
      const headers = { authorization: `Bearer ${await token()}`, ...init.headers };
      return fetch(`${gateway.url}${path}`, { ...init, method, headers });
    },
    close: async () => {
      await gateway.close();
      keyServer.closeAllConnections();
      keyServer.close();
      rmSync(directory, { recursive: true });
    },
  };
}

function templateOf({ parameters = {}, timeoutSeconds }: FixtureOptions) {
  const template = readTemplate(join(import.meta.dirname, '../../../../template.yaml'), {
    stackName: 'airlock',
    region: 'us-east-1',
    accountId: '000000000000',
    parameters: { DevOrigin: 'http://localhost:4200', ...parameters },
    resourceValues: { UserPool: poolId, UserPoolClient: clientId },
  });
  if (timeoutSeconds === undefined) return template;
  return { ...template, functions: template.functions.map((it) => ({ ...it, timeoutSeconds })) };
}

function sign(changed: Readonly<Record<string, unknown>>, key: CryptoKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims: JWTPayload = {
    sub: '1c5e5f4a-0000-4000-8000-000000000000',
    iss: issuer,
    client_id: clientId,
    token_use: 'access',
    scope,
    auth_time: now,
    iat: now,
    exp: now + 3600,
    username: 'demo',
    ...changed,
  };
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(key);
}
