import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { Client, type Request } from './testing/client.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

/** Algorithms that AWS added later. Ignoring one would let a client believe that its bytes were checked. */
const algorithms = ['md5', 'sha512', 'xxhash3', 'xxhash64', 'xxhash128'];

describe('a checksum that is not built is refused, never ignored', () => {
  let standIn: StandIn;
  let client: Client;
  beforeAll(async () => {
    standIn = await startStandIn();
    client = new Client(standIn.target);
  });
  afterAll(() => standIn.close());

  const requests = (name: string): [string, Partial<Request>][] => [
    ['header of a PUT', { headers: { [`x-amz-checksum-${name}`]: 'AAAA' }, body: 'x' }],
    ['announcement of the SDK', { headers: { 'x-amz-sdk-checksum-algorithm': name.toUpperCase() }, body: 'x' }],
    [
      'trailer',
      {
        auth: 'header',
        payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        headers: { 'x-amz-decoded-content-length': '1', 'x-amz-trailer': `x-amz-checksum-${name}` },
        body: `1\r\nx\r\n0\r\nx-amz-checksum-${name}:AAAA\r\n\r\n`,
      },
    ],
    [
      'start of an upload',
      { method: 'POST', query: { uploads: '' }, headers: { 'x-amz-checksum-algorithm': name.toUpperCase() } },
    ],
  ];

  it.each(algorithms.flatMap((name) => requests(name).map(([what, request]) => [name, what, request] as const)))(
    '%s in the %s',
    async (_name, _what, request) => {
      const key = freshKey();
      const answer = await client.send({ method: 'PUT', key, ...request });
      expect([answer.status, answer.code]).toEqual([501, 'NotImplemented']);
      expect((await client.send({ method: 'HEAD', key })).status).toBe(404);
    },
  );
});
