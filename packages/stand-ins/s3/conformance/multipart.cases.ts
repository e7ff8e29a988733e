import assert from 'node:assert/strict';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import {
  abort,
  complete,
  completion,
  etagOfParts,
  listParts,
  minPartBytes,
  part,
  sendPart,
  start,
} from '../testing/multipart-steps.ts';

const large = 'L'.repeat(minPartBytes);

/** Starts an upload of two parts, of which the first is as small as it may be. */
async function uploaded(client: Client, key: string) {
  const uploadId = await start(client, key);
  const lines = [
    await part(client, key, { uploadId, number: 1, body: large }),
    await part(client, key, { uploadId, number: 2, body: 'tail' }),
  ] as const;
  return { uploadId, lines };
}

export const multipartCases: readonly Case[] = [
  {
    name: 'multipart: quotes of an ETag written as numbers',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const { etag } = await part(client, key, { uploadId, number: 1, body: 'hello' });
      const body = completion([{ number: 1, etag }]).replaceAll('&quot;', '&#34;');
      succeeded(await client.send({ method: 'POST', key, query: { uploadId }, body }));
      await holds(client, key, 'hello');
    },
  },
  {
    name: 'multipart: parts become one object with the type and metadata of the start',
    run: async (client) => {
      const key = freshKey('日本 +.bin');
      const given = { 'content-type': 'video/mp4', 'x-amz-meta-colour': 'Blue', 'cache-control': 'no-cache' };
      const uploadId = await start(client, key, given);
      await absent(client, key);
      // The parts arrive out of order, and one of them twice: the last one counts.
      const tail = await part(client, key, { uploadId, number: 7, body: 'tail' });
      await part(client, key, { uploadId, number: 3, body: 'first attempt' });
      const first = await part(client, key, { uploadId, number: 3, body: large, auth: 'header' });
      const response = await complete(client, key, uploadId, [first, tail]);
      succeeded(response);
      const etag = etagOfParts([large, 'tail']);
      assert.equal(response.element('ETag').replaceAll('&quot;', '"').replaceAll('&#34;', '"'), etag);
      await holds(client, key, `${large}tail`);
      const head = await client.send({ method: 'HEAD', key });
      assert.equal(head.headers.etag, etag);
      for (const [name, value] of Object.entries(given)) assert.equal(head.headers[name], value, name);
    },
  },
  {
    name: 'multipart: parts that are not listed are left out and gone',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const first = await part(client, key, { uploadId, number: 1, body: 'one' });
      await part(client, key, { uploadId, number: 2, body: 'two' });
      succeeded(await complete(client, key, uploadId, [first]));
      await holds(client, key, 'one');
      refused(await listParts(client, key, uploadId), 404, 'NoSuchUpload');
    },
  },
  {
    name: 'multipart: a part with aws-chunked framing',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key, { 'x-amz-checksum-algorithm': 'CRC32' });
      const line = await part(client, key, {
        uploadId,
        number: 1,
        auth: 'header',
        payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        headers: {
          'content-encoding': 'aws-chunked',
          'x-amz-decoded-content-length': '5',
          'x-amz-trailer': 'x-amz-checksum-crc32',
        },
        body: '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
      });
      const checksum = '<ChecksumCRC32>NhCmhg==</ChecksumCRC32>';
      succeeded(await complete(client, key, uploadId, [{ ...line, checksum }]));
      await holds(client, key, 'hello');
    },
  },
  {
    name: 'multipart: an upload is one of its own key only',
    run: async (client) => {
      const [key, other] = [freshKey(), freshKey()];
      const uploadId = await start(client, key);
      refused(await sendPart(client, other, { uploadId, number: 1, body: 'x' }), 404, 'NoSuchUpload');
      refused(await listParts(client, other, uploadId), 404, 'NoSuchUpload');
      refused(await abort(client, other, uploadId), 404, 'NoSuchUpload');
      succeeded(await listParts(client, key, uploadId));
    },
  },
  {
    name: 'multipart: an aborted upload is gone with its parts, what was there before stays',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'before');
      const { uploadId, lines } = await uploaded(client, key);
      succeeded(await abort(client, key, uploadId), 204);
      refused(await complete(client, key, uploadId, lines), 404, 'NoSuchUpload');
      refused(await sendPart(client, key, { uploadId, number: 1, body: 'x' }), 404, 'NoSuchUpload');
      refused(await abort(client, key, uploadId), 404, 'NoSuchUpload');
      await holds(client, key, 'before');
    },
  },
  {
    name: 'multipart: two uploads of one key do not meet',
    run: async (client) => {
      const key = freshKey();
      const [one, two] = [await start(client, key), await start(client, key)];
      const first = await part(client, key, { uploadId: one, number: 1, body: 'one' });
      const second = await part(client, key, { uploadId: two, number: 1, body: 'two' });
      succeeded(await complete(client, key, two, [second]));
      await holds(client, key, 'two');
      succeeded(await complete(client, key, one, [first]));
      await holds(client, key, 'one');
    },
  },
];
