import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { serverOptions } from '../server-options.ts';
import { authenticate, type AdminAccess } from './authenticate.ts';
import { CognitoError } from './errors.ts';
import { findOperation } from './operations/index.ts';
import type { Pool } from './pool.ts';
import { readBody } from './request-body.ts';

const mediaType = 'application/x-amz-json-1.1';
const wellKnownSeconds = 86_400;

/** Creates the pool's endpoint: `POST /` for the operations, and the two documents that verifiers of tokens read. */
export function createCognitoServer(pool: Pool, adminAccess: AdminAccess, patienceMs?: number): Server {
  return createServer(serverOptions(patienceMs), (request, response) => {
    void answer(pool, adminAccess, request, response);
  });
}

async function answer(
  pool: Pool,
  adminAccess: AdminAccess,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The service answers browsers of any origin, since no cookie could open anything here.
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date');
  response.setHeader('x-amzn-requestid', randomUUID());
  try {
    if (request.method === 'OPTIONS') preflight(request, response);
    else if (request.method === 'GET') wellKnown(pool, request, response);
    else send(response, 200, await call(pool, adminAccess, request));
  } catch (error) {
    // A client that disconnected during the request gets no answer.
    if (request.destroyed && !request.complete) response.destroy();
    else sendError(response, error);
  }
}

async function call(pool: Pool, adminAccess: AdminAccess, request: IncomingMessage): Promise<object> {
  const body = await readBody(request);
  if (request.method !== 'POST' || request.url !== '/' || !request.headers['content-type']?.startsWith(mediaType)) {
    throw new CognitoError('UnknownOperationException', '');
  }
  const { name, operation } = findOperation(request.headersDistinct['x-amz-target']?.[0]);
  pool.throttle.take(name);
  if (operation.signed) await authenticate(adminAccess, name, request, body);
  return operation.run(pool, parseJson(body));
}

function parseJson(body: Buffer): unknown {
  try {
    // The JSON protocol of AWS reads null as a member that is not there.
    const input: unknown = JSON.parse(body.toString() || '{}', (_name, value: unknown) => value ?? undefined);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  } catch {
    // The error below covers this, as for any other text that is not an object.
  }
  throw new CognitoError('SerializationException', 'The request body is not a JSON object.');
}

function preflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers['access-control-request-headers'];
  if (asked !== undefined) response.setHeader('access-control-allow-headers', asked);
  response.setHeader('access-control-allow-methods', 'GET, HEAD, OPTIONS, POST');
  response.setHeader('access-control-max-age', '172800');
  response.writeHead(200).end();
}

function wellKnown(pool: Pool, request: IncomingMessage, response: ServerResponse): void {
  const base = `/${pool.id}/.well-known`;
  if (request.url !== `${base}/jwks.json` && request.url !== `${base}/openid-configuration`) {
    throw new CognitoError('ResourceNotFoundException', `User pool ${request.url ?? ''} does not exist.`, 404);
  }
  response.setHeader('cache-control', `public, max-age=${wellKnownSeconds}`);
  const document = request.url.endsWith('jwks.json') ? pool.jwks : openIdConfiguration(pool, request, base);
  send(response, 200, document, 'application/json');
}

function openIdConfiguration(pool: Pool, request: IncomingMessage, base: string): object {
  return {
    issuer: pool.tokens.issuer,
    jwks_uri: `http://${request.headers.host ?? ''}${base}/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
  };
}

function sendError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof CognitoError)) console.error('The local user pool failed:', error);
  const known =
    error instanceof CognitoError ? error : new CognitoError('InternalErrorException', 'Something went wrong', 500);
  response.setHeader('x-amzn-errortype', `${known.type}:`);
  if (isHeaderValue(known.message)) response.setHeader('x-amzn-errormessage', known.message);
  send(response, known.status, { __type: known.type, ...(known.message && { message: known.message }) });
}

const isHeaderValue = (text: string) => /^[\x20-\x7e]+$/.test(text);

function send(response: ServerResponse, status: number, body: object, type = mediaType): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}
