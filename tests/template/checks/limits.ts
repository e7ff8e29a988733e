import assert from 'node:assert/strict';

import { maxFileBytes } from '@airlock/contract';

import type { Check } from './check.ts';

/** The methods that keep a function busy for seconds, in the template's order, and the kind whose limits each of them has. */
export const slowRoutes = [
  { route: 'POST /files/delete', as: 'change' },
  { route: 'POST /files/restore', as: 'change' },
  { route: 'POST /files/purge', as: 'change' },
  { route: 'POST /files/move', as: 'change' },
  { route: 'POST /files/copy', as: 'change' },
  { route: 'POST /files/restore-version', as: 'change' },
  { route: 'GET /files/trash', as: 'change' },
  { route: 'GET /files/search', as: 'search' },
  { route: 'GET /folders/size', as: 'search' },
  { route: 'POST /files/presign-get-batch', as: 'change' },
] as const;

const limits = {
  RequestsPerSecond: 7,
  RequestBurst: 8,
  ChangesPerSecond: 5,
  ChangeBurst: 6,
  SearchesPerSecond: 3,
  SearchBurst: 4,
};
const limitsOf = { change: [5, 6], search: [3, 4] } as const;
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
  ...slowRoutes.map(({ route, as }): Check => ({
    name: `Api limits ${route} as a ${as}`,
    check: (read) => {
      const own = read(limits).api.throttling.find(({ path, method }) => `${method} ${path}` === route);
      assert.deepEqual([own?.requestsPerSecond, own?.burst], limitsOf[as]);
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
