import { filesScope, type KnownOperation } from '../src/index.ts';
import { operationTexts } from './texts/index.ts';

/** Returns the event with which API Gateway calls the function of an operation for the example of a request. */
export function sampleEvent({ name, method, path }: KnownOperation): object {
  const example = Object.entries<unknown>(operationTexts[name].requestExample);
  const isInPath = ([key]: readonly [string, unknown]): boolean => path.includes(`{${key}}`);
  const inPath = example.filter(isInPath);
  const rest = example.filter((it) => !isInPath(it));
  const query = method === 'POST' ? [] : rest;
  const asked = inPath.reduce<string>((soFar, [key, value]) => soFar.replace(`{${key}}`, String(value)), path);
  const headers = headersOf(method);
  return {
    resource: path,
    path: asked,
    httpMethod: method,
    headers,
    multiValueHeaders: listed(Object.entries(headers)),
    queryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    multiValueQueryStringParameters: query.length === 0 ? null : listed(query),
    pathParameters: inPath.length === 0 ? null : Object.fromEntries(inPath),
    stageVariables: null,
    requestContext: { resourceId: 'a1b2c3', resourcePath: path, httpMethod: method, path: `/api${asked}`, ...context },
    body: method === 'POST' ? JSON.stringify(Object.fromEntries(rest)) : null,
    isBase64Encoded: false,
  };
}

const listed = (entries: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(entries.map(([key, value]) => [key, [value]]));

const host = 'abcdefghij.execute-api.eu-central-1.amazonaws.com';

const headersOf = (method: string): Readonly<Record<string, string>> => ({
  accept: 'application/json',
  authorization: 'Bearer eyJ.the.token',
  ...(method === 'POST' && { 'content-type': 'application/json' }),
  host,
  'user-agent': 'Mozilla/5.0',
  'x-forwarded-for': '203.0.113.7',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
});

/** What API Gateway says about the request and its caller: the same in every sample event. */
const context = {
  accountId: '123456789012',
  apiId: 'abcdefghij',
  stage: 'api',
  protocol: 'HTTP/1.1',
  domainName: host,
  domainPrefix: 'abcdefghij',
  requestId: '7c1f9a36-3f0b-4d1e-9d55-2b8f8f6a4c10',
  extendedRequestId: 'XyZaBcDeFgHiJkL=',
  requestTime: '24/Nov/2026:09:30:00 +0000',
  requestTimeEpoch: 1_795_512_600_000,
  identity: { sourceIp: '203.0.113.7', userAgent: 'Mozilla/5.0' },
  authorizer: {
    claims: {
      sub: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE',
      client_id: 'exampleclientid',
      origin_jti: '5f8f0f7e-6d1c-4f0e-9f5b-1f2e3d4c5b6a',
      event_id: '8a9b0c1d-2e3f-4a5b-8c6d-7e8f9a0b1c2d',
      token_use: 'access',
      scope: filesScope,
      auth_time: '1795512000',
      exp: 'Tue Nov 24 10:20:00 UTC 2026',
      iat: 'Tue Nov 24 09:20:00 UTC 2026',
      jti: '1a2b3c4d-5e6f-4a7b-8c8d-9e0f1a2b3c4e',
      username: 'demo',
    },
  },
};
