import assert from 'node:assert/strict';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, minPartBytes, part, start } from '../testing/multipart-steps.ts';

const large = 'L'.repeat(minPartBytes);

async function inParts(client: Client): Promise<string> {
  const key = freshKey();
  const uploadId = await start(client, key);
  const lines = [
    await part(client, key, { uploadId, number: 1, body: large }),
    await part(client, key, { uploadId, number: 2, body: 'tail' }),
  ];
  succeeded(await complete(client, key, uploadId, lines));
  return key;
}

const getPart = (client: Client, key: string, partNumber: string, method = 'GET') =>
  client.send({ method, key, query: { partNumber } });

export const partDownloadCases: readonly Case[] = [
  {
    name: 'part download: each part by its number',
    run: async (client) => {
      const key = await inParts(client);
      const second = await getPart(client, key, '2');
      assert.deepEqual([second.status, second.text], [206, 'tail']);
      const { headers } = second;
      assert.equal(headers['content-range'], `bytes ${minPartBytes}-${minPartBytes + 3}/${minPartBytes + 4}`);
      assert.equal(headers['x-amz-mp-parts-count'], '2');
      const head = await getPart(client, key, '1', 'HEAD');
      assert.deepEqual([head.status, head.headers['content-length']], [206, String(minPartBytes)]);
    },
  },
  {
    name: 'part download: a part that is not there',
    run: async (client) => {
      const key = await inParts(client);
      refused(await getPart(client, key, '3'), 416, 'InvalidPartNumber');
      refused(await getPart(client, key, '0'), 400, 'InvalidArgument');
    },
  },
  {
    name: 'part download: an object that was not uploaded in parts is part 1',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'whole');
      const first = await getPart(client, key, '1');
      assert.deepEqual([first.status, first.text, first.headers['x-amz-mp-parts-count']], [206, 'whole', undefined]);
      refused(await getPart(client, key, '2'), 416, 'InvalidPartNumber');
    },
  },
  {
    name: 'part download: a range over the border of two parts',
    run: async (client) => {
      const key = await inParts(client);
      const headers = { range: `bytes=${minPartBytes - 2}-${minPartBytes + 1}` };
      const response = await client.send({ method: 'GET', key, headers });
      assert.deepEqual([response.status, response.text], [206, 'LLta']);
      const both = await client.send({ method: 'GET', key, headers, query: { partNumber: '1' } });
      refused(both, 400, 'InvalidRequest');
    },
  },
  {
    name: 'part download: the parts of an upload are counted only when a part is asked for',
    run: async (client) => {
      const key = await inParts(client);
      const head = await client.send({ method: 'HEAD', key });
      assert.equal(head.headers['x-amz-mp-parts-count'], undefined);
    },
  },
];
