import { absent, freshKey, holds, refused, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import {
  abort,
  complete,
  listParts,
  minPartBytes,
  part,
  sendPart,
  start,
  type Headers,
  type PartLine,
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

/**
 * Makes a case: a wrong completion is refused with the reason, stores nothing, and leaves the upload so that it can
 * still be completed.
 */
const refusedCompletion = (
  name: string,
  status: number,
  code: string,
  wrong: (lines: readonly [PartLine, PartLine]) => readonly PartLine[],
  headers: Headers = {},
): Case => ({
  name: `multipart: ${name}`,
  run: async (client) => {
    const key = freshKey();
    const { uploadId, lines } = await uploaded(client, key);
    refused(await complete(client, key, uploadId, wrong(lines), headers), status, code);
    await absent(client, key);
    succeeded(await complete(client, key, uploadId, lines));
    await holds(client, key, `${large}tail`);
  },
});

const refusedPart = (name: string, status: number, code: string, number: string): Case => ({
  name: `multipart: ${name}`,
  run: async (client) => {
    const key = freshKey();
    const uploadId = await start(client, key);
    refused(await sendPart(client, key, { uploadId, number, body: 'x' }), status, code);
  },
});

const unknown = 'no-such-upload';

const missingUpload = (name: string, send: (client: Client, key: string) => Promise<unknown>): Case => ({
  name: `multipart: ${name} of an upload that is not there`,
  run: async (client) => {
    await send(client, freshKey());
  },
});

export const multipartRefusalCases: readonly Case[] = [
  refusedCompletion('a part that never came', 400, 'InvalidPart', ([first]) => [first, { number: 3, etag: '"x"' }]),
  refusedCompletion('the ETag of another part', 400, 'InvalidPart', ([first, tail]) => [
    first,
    { number: tail.number, etag: first.etag },
  ]),
  refusedCompletion('parts in the wrong order', 400, 'InvalidPartOrder', ([first, tail]) => [tail, first]),
  refusedCompletion('a part listed twice', 400, 'InvalidPartOrder', ([first]) => [first, first]),
  refusedCompletion('an empty list', 400, 'MalformedXML', () => []),
  refusedCompletion('a part number that is no number', 400, 'MalformedXML', ([{ etag }]) => [{ number: 'one', etag }]),
  refusedCompletion('another size than the client expects', 400, 'InvalidRequest', (lines) => lines, {
    'x-amz-mp-object-size': String(minPartBytes + 5),
  }),
  {
    name: 'multipart: the size that the client expects',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, lines } = await uploaded(client, key);
      const headers = { 'x-amz-mp-object-size': String(minPartBytes + 4) };
      succeeded(await complete(client, key, uploadId, lines, headers));
    },
  },
  {
    name: 'multipart: a completion that is no XML',
    run: async (client) => {
      const key = freshKey();
      const { uploadId } = await uploaded(client, key);
      const post = { method: 'POST', key, query: { uploadId }, auth: 'header' } as const;
      refused(await client.send({ ...post, body: '<CompleteMultipartUpload>' }), 400, 'MalformedXML');
    },
  },
  {
    name: 'multipart: a part below 5 MiB that is not the last',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const small = large.slice(1);
      const lines = [
        await part(client, key, { uploadId, number: 1, body: small }),
        await part(client, key, { uploadId, number: 2, body: 'tail' }),
      ];
      refused(await complete(client, key, uploadId, lines), 400, 'EntityTooSmall');
      await absent(client, key);
    },
  },
  {
    name: 'multipart: an only part without bytes',
    run: async (client) => {
      const key = freshKey();
      const uploadId = await start(client, key);
      const line = await part(client, key, { uploadId, number: 1, body: '' });
      succeeded(await complete(client, key, uploadId, [line]));
      await holds(client, key, '');
    },
  },
  refusedPart('part number 0', 400, 'InvalidArgument', '0'),
  refusedPart('part number 10001', 400, 'InvalidArgument', '10001'),
  refusedPart('a part sent under a number that is none', 400, 'InvalidArgument', 'x'),
  missingUpload('a part', async (client, key) => {
    refused(await sendPart(client, key, { uploadId: unknown, number: 1, body: 'x' }), 404, 'NoSuchUpload');
  }),
  missingUpload('the list', async (client, key) => refused(await listParts(client, key, unknown), 404, 'NoSuchUpload')),
  missingUpload('the end', async (client, key) =>
    refused(await complete(client, key, unknown, [{ number: 1, etag: '"x"' }]), 404, 'NoSuchUpload'),
  ),
  missingUpload('the plannedAbort', async (client, key) =>
    refused(await abort(client, key, unknown), 404, 'NoSuchUpload'),
  ),
];
