import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { freshKey, refused, stored, succeeded, type Case } from '../testing/case.ts';
import { Client } from '../testing/client.ts';

/** Returns a client for another bucket of the same account. */
export const otherBucket = (client: Client, bucket = `made-${randomBytes(6).toString('hex')}`): Client =>
  new Client({ ...client.target, bucket });

export const createBucket = (client: Client, region = client.target.region) =>
  client.send({ method: 'PUT', auth: 'header', ...(region !== 'us-east-1' && { body: constraint(region) }) });

const constraint = (region: string) =>
  `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

const head = (client: Client) => client.send({ method: 'HEAD', auth: 'header' });
const destroy = (client: Client) => client.send({ method: 'DELETE', auth: 'header' });

const listed = async (client: Client, query: Record<string, string> = {}): Promise<string[]> => {
  const answer = await new Client({ ...client.target, bucket: '' }).send({ method: 'GET', query, auth: 'header' });
  succeeded(answer);
  return [...answer.text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name]) => name ?? '');
};

const illegal = ['ab', 'Upper', 'a..b', '-a-', '192.168.1.1', 'xn--abc', 'abc-s3alias', 'x'.repeat(64)];

export const bucketCases: readonly Case[] = [
  {
    name: 'bucket: made, listed, used, and gone when it is deleted',
    run: async (client) => {
      const mine = otherBucket(client);
      assert.equal((await head(mine)).status, 404);
      const answer = await createBucket(mine);
      succeeded(answer);
      assert.equal(answer.headers.location, `/${mine.target.bucket}`);
      assert.equal((await head(mine)).status, 200);
      assert.ok((await listed(client)).includes(mine.target.bucket));
      const key = freshKey();
      await stored(mine, key);
      refused(await destroy(mine), 409, 'BucketNotEmpty');
      succeeded(await mine.send({ method: 'DELETE', key }), 204);
      succeeded(await destroy(mine), 204);
      assert.equal((await head(mine)).status, 404);
      assert.ok(!(await listed(client)).includes(mine.target.bucket));
      refused(await mine.send({ method: 'PUT', key, body: 'x' }), 404, 'NoSuchBucket');
    },
  },
  {
    name: 'bucket: an unfinished upload goes with it',
    run: async (client) => {
      const mine = otherBucket(client);
      succeeded(await createBucket(mine));
      const key = freshKey();
      succeeded(await mine.send({ method: 'POST', key, query: { uploads: '' } }));
      succeeded(await destroy(mine), 204);
      succeeded(await createBucket(mine));
      const uploads = await mine.send({ method: 'GET', query: { uploads: '' } });
      assert.equal(uploads.element('UploadId'), '');
      succeeded(await destroy(mine), 204);
    },
  },
  {
    name: 'bucket: lists by prefix and in pages',
    run: async (client) => {
      const base = `page-${randomBytes(6).toString('hex')}`;
      const mine = ['a', 'b', 'c'].map((letter) => otherBucket(client, `${base}-${letter}`));
      for (const one of mine) succeeded(await createBucket(one));
      assert.deepEqual(
        await listed(client, { prefix: base }),
        mine.map(({ target }) => target.bucket),
      );
      assert.deepEqual(await listed(client, { prefix: base, 'max-buckets': '2' }), [`${base}-a`, `${base}-b`]);
      for (const one of mine) succeeded(await destroy(one), 204);
    },
  },
  ...illegal.map((name): Case => ({
    name: `bucket: the name ${name.slice(0, 20)} is refused`,
    run: async (client) => refused(await createBucket(otherBucket(client, name)), 400, 'InvalidBucketName'),
  })),
  {
    name: 'bucket: an ACL for everybody is refused',
    run: async (client) => {
      const mine = otherBucket(client);
      const body = client.target.region === 'us-east-1' ? '' : constraint(client.target.region);
      const headers = { 'x-amz-acl': 'public-read' };
      const answer = await mine.send({ method: 'PUT', auth: 'header', headers, body });
      refused(answer, 400, 'InvalidBucketAclWithObjectOwnership');
    },
  },
  {
    name: 'bucket: another region than that of the endpoint is refused',
    run: async (client) => {
      const answer = await otherBucket(client).send({ method: 'PUT', auth: 'header', body: constraint('ap-south-1') });
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.code, /^(?:IllegalLocationConstraintException|InvalidLocationConstraint)$/);
    },
  },
];
