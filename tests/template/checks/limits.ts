import assert from 'node:assert/strict';

import { maxFileBytes } from '@airlock/contract';

import type { Check } from './check.ts';

/** The methods that keep a function busy for seconds, in the template's order. */
export const slowRoutes = [
  'POST /files/delete',
  'POST /files/restore',
  'POST /files/purge',
  'POST /files/move',
  'POST /files/copy',
  'POST /files/restore-version',
  'GET /files/trash',
  'POST /files/presign-get-batch',
] as const;

const limits = { RequestsPerSecond: 7, RequestBurst: 8, ChangesPerSecond: 5, ChangeBurst: 6 };
const tooMany = ['THROTTLED', 'QUOTA_EXCEEDED'] as const;
const devOrigin = 'http://localhost:4200';

export const limitChecks: readonly Check[] = [
  {
    name: 'Api limits each method',
    check: (read) => {
      const everything = read(limits).api.throttling.find(({ path, method }) => path === '/*' && method === '*');
      assert.deepEqual([everything?.requestsPerSecond, everything?.burst], [7, 8]);
    },
  },
  ...slowRoutes.map((route): Check => ({
    name: `Api limits ${route} as a change`,
    check: (read) => {
      const own = read(limits).api.throttling.find(({ path, method }) => `${method} ${path}` === route);
      assert.deepEqual([own?.requestsPerSecond, own?.burst], [5, 6]);
    },
  })),
  ...tooMany.map((type): Check => ({
    name: `Api says when to ask again after ${type}`,
    check: (read) => {
      assert.deepEqual(read({ DevOrigin: devOrigin }).api.gatewayResponses[type], {
        'Retry-After': '1',
        'Access-Control-Allow-Origin': devOrigin,
        'Access-Control-Expose-Headers': 'Retry-After',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      assert.equal(read().api.gatewayResponses[type]?.['Access-Control-Allow-Origin'], undefined);
    },
  })),
  ...(['PresignPut', 'PresignPutBatch', 'StartUpload', 'PresignParts'] as const).map((name): Check => ({
    name: `${name} knows how large a file may be`,
    check: (read) => {
      const bytes = (template: ReturnType<typeof read>) =>
        Number(template.functions.find(({ logicalId }) => logicalId === name)?.environment['MAX_FILE_BYTES']);
      assert.deepEqual([bytes(read()), bytes(read({ MaxFileBytes: 7 }))], [maxFileBytes, 7]);
      assert.throws(() => read({ MaxFileBytes: maxFileBytes + 1 }), /MaxFileBytes/);
    },
  })),
  {
    name: 'StartUpload knows how many uploads may be open',
    check: (read) => {
      const most = (template: ReturnType<typeof read>) =>
        template.functions.find(({ logicalId }) => logicalId === 'StartUpload')?.environment['MAX_OPEN_UPLOADS'];
      assert.deepEqual([most(read()), most(read({ MaxOpenUploads: 7 }))], ['1000', '7']);
    },
  },
  {
    name: 'Api compresses lists, and no signed URL',
    check: (read) => assert.equal(read().api.minimumCompressionSize, 4096),
  },
];
