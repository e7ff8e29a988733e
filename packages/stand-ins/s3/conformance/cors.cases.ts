import assert from 'node:assert/strict';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import { allowedOrigin } from '../testing/target.ts';

const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

const preflight = (origin: string, method: string, requestHeaders?: string) => ({
  method: 'OPTIONS',
  key: 'any',
  auth: 'none' as const,
  headers: {
    origin,
    'access-control-request-method': method,
    ...(requestHeaders !== undefined && { 'access-control-request-headers': requestHeaders }),
  },
});

const refusedPreflight = (name: string, request: ReturnType<typeof preflight>): Case => ({
  name: `cors: ${name}`,
  run: async (client) => {
    const response = await client.send(request);
    refused(response, 403, 'AccessForbidden');
    assert.equal(response.headers['access-control-allow-origin'], undefined);
  },
});

export const corsCases: readonly Case[] = [
  refusedPreflight('preflight from another origin', preflight('http://evil.example', 'PUT')),
  refusedPreflight('preflight for another method', preflight(allowedOrigin, 'DELETE')),
  refusedPreflight('preflight for another header', preflight(allowedOrigin, 'PUT', 'content-type,x-other')),
  {
    name: 'cors: preflight that is allowed',
    run: async (client) => {
      const response = await client.send(preflight(allowedOrigin, 'PUT', 'Content-Type, x-amz-checksum-crc64nvme'));
      succeeded(response);
      assert.equal(response.headers['access-control-allow-origin'], allowedOrigin);
      assert.equal(response.headers['access-control-allow-methods'], 'GET, PUT');
      assert.equal(response.headers['access-control-allow-headers'], 'content-type, x-amz-checksum-crc64nvme');
      assert.equal(response.headers['access-control-expose-headers'], 'ETag, x-amz-checksum-crc64nvme');
      assert.equal(response.headers['access-control-max-age'], '3600');
      assert.equal(response.headers['access-control-allow-credentials'], 'true');
      assert.equal(response.headers.vary, vary);
    },
  },
  {
    name: 'cors: preflight without an origin',
    run: async (client) =>
      refused(await client.send({ method: 'OPTIONS', key: 'any', auth: 'none' }), 400, 'BadRequest'),
  },
  {
    name: 'cors: an answer to the allowed origin says so, to another or none it does not',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key);
      const get = (headers: Record<string, string>) =>
        client.send({ method: 'GET', key, headers, unsigned: Object.keys(headers) });
      const own = await get({ origin: allowedOrigin });
      assert.equal(own.headers['access-control-allow-origin'], allowedOrigin);
      assert.equal(own.headers['access-control-expose-headers'], 'ETag, x-amz-checksum-crc64nvme');
      assert.equal(own.headers.vary, vary);
      for (const headers of [{ origin: 'http://evil.example' }, {}]) {
        assert.equal((await get(headers)).headers['access-control-allow-origin'], undefined);
      }
    },
  },
  {
    name: 'cors: a refusal is readable for the allowed origin',
    run: async (client) => {
      const request = { method: 'PUT', key: freshKey(), auth: 'none', headers: { origin: allowedOrigin } } as const;
      const response = await client.send(request);
      refused(response, 403, 'AccessDenied');
      assert.equal(response.headers['access-control-allow-origin'], allowedOrigin);
    },
  },
];
