import assert from 'node:assert/strict';

import { absent, freshKey, holds, refused, stored, succeeded, type Case } from '../testing/case.ts';
import type { Client } from '../testing/client.ts';
import { complete, listParts, part, start, type Headers } from '../testing/multipart-steps.ts';

async function ready(client: Client, key: string, body = 'new', versioned = false) {
  const more = { versioned };
  const uploadId = await start(client, key, {}, more);
  const lines = [await part(client, key, { uploadId, number: 1, body, ...more })];
  return { uploadId, finish: (headers: Headers) => complete(client, key, uploadId, lines, headers, more) };
}

const createOnly = { 'if-none-match': '*' };

/** What happens to a key between the start of an upload and its completion. */
type Step = 'put' | 'put the same' | 'delete';

async function take(client: Client, key: string, step: Step, versioned: boolean): Promise<string> {
  if (step === 'delete') {
    succeeded(await client.send({ method: 'DELETE', key, versioned }), 204);
    return '';
  }
  const response = await client.send({ method: 'PUT', key, body: step === 'put' ? 'other' : 'old', versioned });
  succeeded(response);
  return response.headers.etag ?? '';
}

/**
 * What S3 answers when something happens to the key during an upload. "If a conflicting operation occurs during the upload S3
 * returns a 409 … On a 409 failure you should … re-initiate the multipart upload" (CompleteMultipartUpload, API
 * Reference). The order of the answers is as AWS was recorded: 412 or 404 while the condition does not hold, and 409 when it
 * holds again (LocalStack, test_s3_api.py, TestS3ObjectWritePrecondition).
 */
const conflicts: readonly [before: Step[], meanwhile: Step[], condition: 'create' | 'replace', status: number][] = [
  [['put'], ['delete'], 'create', 409],
  [[], ['put', 'delete'], 'create', 409],
  [['put'], ['delete', 'put'], 'create', 412],
  [['put the same'], ['put'], 'replace', 409],
  [['put the same'], ['put the same'], 'replace', 409],
  [['put the same'], ['delete', 'put the same'], 'replace', 409],
  [['put the same'], ['delete'], 'replace', 404],
];

const codes: Readonly<Record<number, string>> = {
  404: 'NoSuchKey',
  409: 'ConditionalRequestConflict',
  412: 'PreconditionFailed',
};

const conflictCases = [false, true].flatMap((versioned) =>
  conflicts.map(([before, meanwhile, condition, status]): Case => ({
    name: `multipart condition: ${condition}, with ${before.join(', ') || 'nothing'} before and ${meanwhile.join(', ')} during the upload${versioned ? ', versioned' : ''} → ${status}`,
    run: async (client) => {
      const key = freshKey();
      let etag = '';
      for (const step of before) etag = await take(client, key, step, versioned);
      const { uploadId, finish } = await ready(client, key, 'new', versioned);
      for (const step of meanwhile) etag = (await take(client, key, step, versioned)) || etag;
      const headers: Headers = condition === 'create' ? createOnly : { 'if-match': etag };
      // The upload stays open, and no repetition of its completion can succeed.
      refused(await finish(headers), status, codes[status] ?? '');
      refused(await finish(headers), status, codes[status] ?? '');
      succeeded(await listParts(client, key, uploadId, {}, versioned));
    },
  })),
);

export const multipartConditionCases: readonly Case[] = [
  {
    name: 'multipart condition: create-only is decided at the end, and the upload stays',
    run: async (client) => {
      const key = freshKey();
      const { uploadId, finish } = await ready(client, key);
      await stored(client, key, 'meanwhile');
      refused(await finish(createOnly), 412, 'PreconditionFailed');
      await holds(client, key, 'meanwhile');
      succeeded(await listParts(client, key, uploadId));
    },
  },
  {
    name: 'multipart condition: create-only of a free key',
    run: async (client) => {
      const key = freshKey();
      const { finish } = await ready(client, key);
      succeeded(await finish(createOnly));
      await holds(client, key, 'new');
    },
  },
  {
    name: 'multipart condition: of 10 racing completions exactly one wins',
    run: async (client) => {
      const key = freshKey();
      const uploads = await Promise.all(Array.from({ length: 10 }, (_, index) => ready(client, key, `body ${index}`)));
      const answers = await Promise.all(uploads.map(({ finish }) => finish(createOnly)));
      const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
      assert.equal(winners.length, 1);
      assert.ok(answers.every(({ status }) => [200, 409, 412].includes(status)));
      await holds(client, key, `body ${winners[0] ?? ''}`);
    },
  },
  {
    name: 'multipart condition: a replacement needs the ETag of what is there',
    run: async (client) => {
      const key = freshKey();
      const etag = await stored(client, key, 'old');
      const { finish } = await ready(client, key);
      refused(await finish({ 'if-match': '"d41d8cd98f00b204e9800998ecf8427e"' }), 412, 'PreconditionFailed');
      await holds(client, key, 'old');
      succeeded(await finish({ 'if-match': etag }));
      await holds(client, key, 'new');
    },
  },
  ...conflictCases,
  {
    name: 'multipart condition: after a conflict an upload that is begun anew succeeds',
    run: async (client) => {
      const key = freshKey();
      await stored(client, key, 'old');
      const { finish } = await ready(client, key, 'first try');
      succeeded(await client.send({ method: 'DELETE', key }), 204);
      refused(await finish(createOnly), 409, 'ConditionalRequestConflict');
      succeeded(await (await ready(client, key, 'second try')).finish(createOnly));
      await holds(client, key, 'second try');
    },
  },
  {
    name: 'multipart condition: an upload that another one of its key overtook',
    run: async (client) => {
      const key = freshKey();
      const [slow, fast] = [await ready(client, key, 'slow'), await ready(client, key, 'fast')];
      const done = await fast.finish({});
      succeeded(done);
      const etag = done.element('ETag').replaceAll(/&quot;|&#34;/g, '"');
      refused(await slow.finish({ 'if-match': etag }), 409, 'ConditionalRequestConflict');
      succeeded(await slow.finish({}));
      await holds(client, key, 'slow');
    },
  },
  {
    name: 'multipart condition: what happens to other keys and older versions is no conflict',
    run: async (client) => {
      const key = freshKey();
      const versioned = true;
      const first = await client.send({ method: 'PUT', key, body: 'old', versioned });
      const second = await client.send({ method: 'PUT', key, body: 'newer', versioned });
      const { finish } = await ready(client, key, 'new', versioned);
      const versionId = String(first.headers['x-amz-version-id']);
      succeeded(await client.send({ method: 'DELETE', key, versioned, query: { versionId } }), 204);
      succeeded(await client.send({ method: 'PUT', key: `${key}2`, body: 'x', versioned }));
      succeeded(await client.send({ method: 'PUT', key, body: 'x' }));
      succeeded(await finish({ 'if-match': second.headers.etag ?? '' }));
    },
  },
  {
    name: 'multipart condition: a replacement of nothing',
    run: async (client) => {
      const key = freshKey();
      const { finish } = await ready(client, key);
      refused(await finish({ 'if-match': '"d41d8cd98f00b204e9800998ecf8427e"' }), 404, 'NoSuchKey');
      await absent(client, key);
    },
  },
  {
    name: 'multipart condition: a completed upload is a version like any other',
    run: async (client) => {
      const key = freshKey();
      const versioned = true;
      const put = await client.send({ method: 'PUT', key, body: 'old', versioned });
      const done = await (await ready(client, key, 'new', versioned)).finish({ 'if-match': put.headers.etag ?? '' });
      succeeded(done);
      const versionId = String(done.headers['x-amz-version-id']);
      const get = (id: string) => client.send({ method: 'GET', key, versioned, query: { versionId: id } });
      assert.equal((await get(versionId)).text, 'new');
      assert.equal((await get(String(put.headers['x-amz-version-id']))).text, 'old');
    },
  },
];
