import assert from 'node:assert/strict';

import { filesScope } from '@airlock/contract';

import type { Check } from './check.ts';

const devOrigin = 'http://localhost:4200';
const allowOrigin = 'Access-Control-Allow-Origin';

const gatewayResponses = ['DEFAULT_4XX', 'DEFAULT_5XX', 'THROTTLED', 'QUOTA_EXCEEDED'].flatMap(
  (type): readonly Check[] => [
    {
      name: `Api never lets ${type} be kept`,
      check: (read) => assert.equal(read().api.gatewayResponses[type]?.['Cache-Control'], 'no-store'),
    },
    {
      name: `Api forbids guessing the type of ${type}`,
      check: (read) => assert.equal(read().api.gatewayResponses[type]?.['X-Content-Type-Options'], 'nosniff'),
    },
    {
      name: `Api lets DevOrigin, and nobody else, read ${type}`,
      check: (read) => {
        assert.equal(read().api.gatewayResponses[type]?.[allowOrigin], undefined);
        assert.equal(read({ DevOrigin: devOrigin }).api.gatewayResponses[type]?.[allowOrigin], devOrigin);
      },
    },
  ],
);

export const apiChecks: readonly Check[] = [
  {
    name: 'Api asks every route for a token of the pool',
    check: (read) => {
      for (const { authorizer, path } of read().routes) assert.equal(authorizer?.userPool, 'UserPool', path);
    },
  },
  {
    name: 'Api takes access tokens for files only',
    check: (read) => {
      const wanted = [filesScope];
      for (const { authorizationScopes, path } of read().routes) assert.deepEqual(authorizationScopes, wanted, path);
    },
  },
  {
    name: 'Api answers preflights without a token',
    check: (read) => assert.equal(read().api.cors?.preflightIsAuthorized, false),
  },
  {
    name: 'Api lets DevOrigin, and nobody else, read its answers',
    check: (read) => {
      assert.equal(read().api.cors?.headers[allowOrigin], 'https://no-dev-origin.invalid');
      assert.equal(read({ DevOrigin: devOrigin }).api.cors?.headers[allowOrigin], devOrigin);
    },
  },
  {
    name: 'Api takes named methods and headers from other origins',
    check: (read) => {
      const headers = read().api.cors?.headers;
      assert.equal(headers?.['Access-Control-Allow-Methods'], 'GET,POST,DELETE,OPTIONS');
      assert.equal(headers['Access-Control-Allow-Headers'], 'authorization,content-type');
    },
  },
  ...gatewayResponses,
  {
    name: 'Api writes an access log',
    check: (read) => assert.match(read().api.accessLogFormat ?? '', /\$context\.requestId/),
  },
  {
    name: 'Api logs neither tokens, nor queries, nor the path that was asked for',
    check: (read) =>
      assert.doesNotMatch(read().api.accessLogFormat ?? '', /authorization|token|\$context\.path|query/i),
  },
];
