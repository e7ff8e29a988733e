import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import { createBucket, otherBucket } from './bucket.cases.ts';
import { Client, type Response } from '../testing/client.ts';
import { allowedOrigin } from '../testing/target.ts';

/**
 * The cases work on the versioned bucket, which other cases leave without settings. Each case restores what it found.
 */
export const get = (client: Client, subresource: string) =>
  client.send({ method: 'GET', versioned: true, query: { [subresource]: '' }, auth: 'header' });

export const remove = (client: Client, subresource: string) =>
  client.send({ method: 'DELETE', versioned: true, query: { [subresource]: '' }, auth: 'header' });

export function put(client: Client, subresource: string, body: string): Promise<Response> {
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  return client.send({ method: 'PUT', versioned: true, query: { [subresource]: '' }, headers, body, auth: 'header' });
}

/** Puts a setting for as long as `meanwhile` takes. */
export async function during(client: Client, subresource: string, body: string, meanwhile: () => Promise<void>) {
  const response = await put(client, subresource, body);
  assert.ok(response.status === 200 || response.status === 204, response.text);
  try {
    await meanwhile();
  } finally {
    await remove(client, subresource);
  }
}

async function madeBucket(client: Client): Promise<Client> {
  const made = otherBucket(client);
  succeeded(await createBucket(made));
  return new Client({ ...client.target, versionedBucket: made.target.bucket });
}

const corsOf = (rule: string) => `<CORSConfiguration><CORSRule>${rule}</CORSRule></CORSConfiguration>`;
const openCors = corsOf(
  `<AllowedMethod>GET</AllowedMethod><AllowedOrigin>${allowedOrigin}</AllowedOrigin><AllowedHeader>x-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds>`,
);

export const statement = (client: Client, changes: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${client.target.versionedBucket}/secret/*`,
        ...changes,
      },
    ],
  });

const refusedPolicy = (name: string, changes: object): Case => ({
  name: `policy: ${name} is refused`,
  run: async (client) => {
    refused(await put(client, 'policy', statement(client, changes)), 400, 'MalformedPolicy');
    refused(await get(client, 'policy'), 404, 'NoSuchBucketPolicy');
  },
});

const refusedCors = (name: string, rule: string, code: string): Case => ({
  name: `cors setting: ${name} is refused`,
  run: async (client) => {
    refused(await put(client, 'cors', corsOf(rule)), 400, code);
    refused(await get(client, 'cors'), 404, 'NoSuchCORSConfiguration');
  },
});

export const settingCases: readonly Case[] = [
  {
    name: 'cors setting: is answered, holds at once, and is gone when it is deleted',
    run: async (client) => {
      refused(await get(client, 'cors'), 404, 'NoSuchCORSConfiguration');
      const headers = { origin: allowedOrigin, 'access-control-request-method': 'GET' };
      const preflight = () => client.send({ method: 'OPTIONS', key: 'any', versioned: true, auth: 'none', headers });
      await during(client, 'cors', openCors, async () => {
        const answer = await get(client, 'cors');
        succeeded(answer);
        const names = ['AllowedMethod', 'AllowedOrigin', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds'];
        assert.deepEqual(
          names.map((name) => answer.element(name)),
          ['GET', allowedOrigin, 'x-*', 'ETag', '5'],
        );
        assert.equal((await preflight()).headers['access-control-allow-origin'], allowedOrigin);
      });
      refused(await preflight(), 403, 'AccessForbidden');
    },
  },
  refusedCors('a rule without a method', `<AllowedOrigin>*</AllowedOrigin>`, 'MalformedXML'),
  refusedCors(
    'a method that CORS has not',
    '<AllowedMethod>PATCH</AllowedMethod><AllowedOrigin>*</AllowedOrigin>',
    'InvalidRequest',
  ),
  refusedCors(
    'an origin with two wildcards',
    '<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*.a.*</AllowedOrigin>',
    'InvalidRequest',
  ),
  {
    name: 'cors setting: not without a digest of the body',
    run: async (client) => {
      const request = { method: 'PUT', versioned: true, query: { cors: '' }, body: openCors, auth: 'header' } as const;
      refused(await client.send(request), 400, 'InvalidRequest');
    },
  },
  {
    name: 'policy: is answered as it was put, denies even the root user, and is gone when it is deleted',
    run: async (client) => {
      const key = `secret/${freshKey()}`;
      succeeded(await client.send({ method: 'PUT', key, versioned: true, body: 'x' }));
      refused(await get(client, 'policy'), 404, 'NoSuchBucketPolicy');
      await during(client, 'policy', statement(client), async () => {
        assert.deepEqual(JSON.parse((await get(client, 'policy')).text), JSON.parse(statement(client)));
        refused(await client.send({ method: 'GET', key, versioned: true }), 403, 'AccessDenied');
        await stored(client, freshKey());
      });
      succeeded(await client.send({ method: 'GET', key, versioned: true }));
    },
  },
  {
    name: 'policy: whoever owns the bucket can always take it back',
    run: async (client) => {
      // A server that locks its owner out keeps this bucket for ever, but no other case fails because of it.
      const mine = await madeBucket(client);
      const name = mine.target.versionedBucket;
      const everything = { Action: 's3:*', Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`] };
      const list = () => mine.send({ method: 'GET', versioned: true, auth: 'header' });
      await during(mine, 'policy', statement(mine, everything), async () => {
        refused(await list(), 403, 'AccessDenied');
        succeeded(await get(mine, 'policy'));
      });
      succeeded(await list());
      succeeded(await mine.send({ method: 'DELETE', versioned: true, auth: 'header' }), 204);
    },
  },
  refusedPolicy('one about another bucket', { Resource: 'arn:aws:s3:::another-bucket/*' }),
  refusedPolicy('one about everything', { Resource: '*' }),
  refusedPolicy('one for nobody', { Principal: undefined }),
  refusedPolicy('an action of another service', { Action: 'ec2:RunInstances' }),
  {
    name: 'lifecycle setting: an empty filter is about every object',
    run: async (client) => {
      const rule =
        '<Status>Enabled</Status><Filter/><NoncurrentVersionExpiration><NoncurrentDays>9000</NoncurrentDays></NoncurrentVersionExpiration>';
      const body = `<LifecycleConfiguration><Rule>${rule}</Rule></LifecycleConfiguration>`;
      await during(client, 'lifecycle', body, async () => {
        const answer = await get(client, 'lifecycle');
        succeeded(answer);
        assert.deepEqual([answer.element('Prefix'), answer.element('NoncurrentDays')], ['', '9000']);
      });
    },
  },
  {
    name: 'ownership setting: can be deleted, and put again',
    run: async (client) => {
      const mine = await madeBucket(client);
      const ofOwner =
        '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
      succeeded(await get(mine, 'ownershipControls'));
      succeeded(await remove(mine, 'ownershipControls'), 204);
      refused(await get(mine, 'ownershipControls'), 404, 'OwnershipControlsNotFoundError');
      succeeded(await remove(mine, 'ownershipControls'), 204);
      succeeded(await put(mine, 'ownershipControls', ofOwner));
      assert.equal((await get(mine, 'ownershipControls')).element('ObjectOwnership'), 'BucketOwnerEnforced');
      succeeded(await mine.send({ method: 'DELETE', versioned: true, auth: 'header' }), 204);
    },
  },
  {
    name: 'policy: text that is no JSON is refused',
    run: async (client) => refused(await put(client, 'policy', '{'), 400, 'MalformedPolicy'),
  },
];
