import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { otherBucket } from './conformance/bucket.cases.ts';
import { askPolicies, type AskedPolicies } from './testing/asked-policies.ts';

describe('the question to the policies about a bucket', () => {
  let denied: string[];
  let client: AskedPolicies['client'];
  let asked: AskedPolicies['asked'];
  let close: AskedPolicies['close'];
  beforeEach(async () => {
    denied = [];
    ({ client, asked, close } = await askPolicies((action) => denied.includes(action)));
  });
  afterEach(() => close());

  it.each([
    ['PUT', {}, 's3:CreateBucket'],
    ['DELETE', {}, 's3:DeleteBucket'],
    ['GET', { policy: '' }, 's3:GetBucketPolicy'],
    ['PUT', { policy: '' }, 's3:PutBucketPolicy'],
    ['DELETE', { policy: '' }, 's3:DeleteBucketPolicy'],
    ['PUT', { cors: '' }, 's3:PutBucketCORS'],
    ['DELETE', { publicAccessBlock: '' }, 's3:PutBucketPublicAccessBlock'],
    ['PUT', { lifecycle: '' }, 's3:PutLifecycleConfiguration'],
    ['PUT', { encryption: '' }, 's3:PutEncryptionConfiguration'],
    ['PUT', { versioning: '' }, 's3:PutBucketVersioning'],
    ['PUT', { ownershipControls: '' }, 's3:PutBucketOwnershipControls'],
    ['PUT', { tagging: '' }, 's3:PutBucketTagging'],
  ])('%s %j of a bucket is %s', async (method, query, action) => {
    denied = [action];
    expect((await client.send({ method, query: { ...query }, auth: 'header' })).code).toBe('AccessDenied');
    expect(asked).toMatchObject([{ action, resource: 'arn:aws:s3:::plain' }]);
  });

  it('a bucket with tags is s3:CreateBucket and s3:TagResource, and has them', async () => {
    const mine = otherBucket(client);
    const create = (...tags: readonly string[]) => {
      const elements = tags.map((key) => `<Tag><Key>${key}</Key><Value>v</Value></Tag>`).join('');
      const constraint = `<LocationConstraint>${client.target.region}</LocationConstraint>`;
      const body = `<CreateBucketConfiguration>${constraint}<Tags>${elements}</Tags></CreateBucketConfiguration>`;
      return mine.send({ method: 'PUT', auth: 'header', body });
    };
    denied = ['s3:TagResource'];
    expect((await create('team')).code).toBe('AccessDenied');
    expect(asked.map(({ action }) => action)).toEqual(['s3:CreateBucket', 's3:TagResource']);
    denied = [];
    expect((await create('team', 'team')).code).toBe('InvalidTag');
    expect((await mine.send({ method: 'HEAD', auth: 'header' })).status).toBe(404);
    expect((await create('team')).status).toBe(200);
    const tagging = await mine.send({ method: 'GET', query: { tagging: '' }, auth: 'header' });
    expect([tagging.element('Key'), tagging.element('Value')]).toEqual(['team', 'v']);
  });
});
