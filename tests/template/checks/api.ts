import assert from 'node:assert/strict';

import type { Check } from './check.ts';

const devOrigin = 'http://localhost:4200';
const allowOrigin = 'Access-Control-Allow-Origin';

const gatewayResponses = ['DEFAULT_4XX', 'DEFAULT_5XX'].flatMap((type): readonly Check[] => [
  {
    name: `Api never lets ${type} be kept`,
    check: (read) => assert.equal(read().api.gatewayResponses[type]?.['Cache-Control'], 'no-store'),
  },
  {
    name: `Api lets DevOrigin, and nobody else, read ${type}`,
    check: (read) => {
      assert.equal(read().api.gatewayResponses[type]?.[allowOrigin], undefined);
      assert.equal(read({ DevOrigin: devOrigin }).api.gatewayResponses[type]?.[allowOrigin], devOrigin);
    },
  },
]);

/** The routes with a limit of their own: requests per second, and how many may arrive at once. In the template's order. */
export const ownThrottle = [
  ['GET /files', 50, 100],
  ['GET /files/trash', 10, 20],
  ['GET /files/versions', 20, 40],
  ['GET /changes', 20, 40],
  ['POST /files/delete', 20, 40],
  ['POST /files/restore', 20, 40],
  ['POST /files/purge', 10, 20],
  ['POST /files/restore-version', 10, 20],
  ['GET /uploads', 10, 20],
  ['POST /uploads', 20, 40],
  ['GET /uploads/{uploadId}/parts', 20, 40],
  ['POST /uploads/{uploadId}/complete', 20, 40],
] as const;

export const apiChecks: readonly Check[] = [
  {
    name: 'Api asks every route for a token of the pool',
    check: (read) => {
      for (const { authorizer, path } of read().routes) assert.equal(authorizer?.userPool, 'UserPool', path);
    },
  },
  {
    name: 'Api takes access tokens only',
    check: (read) => {
      const wanted = ['aws.cognito.signin.user.admin'];
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
    name: 'Api is throttled as a whole',
    check: (read) => {
      const everything = read().api.throttling.find(({ path, method }) => path === '/*' && method === '*');
      assert.deepEqual([everything?.requestsPerSecond, everything?.burst], [100, 200]);
    },
  },
  ...ownThrottle.map(([route, requestsPerSecond, burst]): Check => ({
    name: `Api is throttled for ${route} on its own`,
    check: (read) => {
      const own = read().api.throttling.find(({ path, method }) => `${method} ${path}` === route);
      assert.deepEqual([own?.requestsPerSecond, own?.burst], [requestsPerSecond, burst]);
    },
  })),
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
