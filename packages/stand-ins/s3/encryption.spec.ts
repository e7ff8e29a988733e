import { createHash } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Response } from './testing/client.ts';
import {
  byDefault,
  EncryptedBuckets,
  keyArn,
  ofKms,
  ofS3,
  prefix,
  said,
  saysKms,
  saysS3,
} from './testing/encrypted-buckets.ts';
import { complete, listParts, part, sendPart, start as startUpload } from './testing/multipart-steps.ts';

const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;

let buckets: EncryptedBuckets;
beforeEach(() => {
  buckets = new EncryptedBuckets();
});
afterEach(() => buckets.close());

/** Makes every request that S3 answers with the encryption of what it wrote or read. */
async function everyAnswer(): Promise<Record<string, Response>> {
  const put = await buckets.send('PUT', 'one', { body: 'abc' });
  const etag = String(put.headers.etag);
  const created = await buckets.send('POST', 'two', { query: { uploads: '' } });
  const uploadId = created.element('UploadId');
  const sent = await sendPart(buckets.client, 'two', { uploadId, number: 1, body: 'abc' });
  const copySource = { 'x-amz-copy-source': '/plain/one' };
  const partCopied = await sendPart(buckets.client, 'two', { uploadId, number: 2, body: '', headers: copySource });
  const completed = await complete(buckets.client, 'two', uploadId, [{ number: 1, etag: String(sent.headers.etag) }]);
  const copied = await buckets.send('PUT', 'three', { headers: copySource });
  const [got, unchanged] = [
    await buckets.send('GET', 'one'),
    await buckets.send('GET', 'one', { headers: { 'if-none-match': etag } }),
  ];
  const [head, whole] = [await buckets.send('HEAD', 'one'), await buckets.send('GET', 'two')];
  return { put, created, sent, partCopied, completed, copied, got, unchanged, head, whole };
}
describe('every answer says how the object is encrypted', () => {
  it.each([
    ['by the keys of S3 where the bucket does not say', {}, saysS3],
    ['by the keys of S3', ofS3, saysS3],
    ['by a key of KMS', ofKms, saysKms],
  ])('%s', async (_, properties, expected) => {
    await buckets.start(properties);
    const answers = await everyAnswer();
    expect(answers['unchanged']?.status).toBe(304);
    const statuses = Object.values(answers).map(({ status }) => status);
    expect(statuses.filter((status) => status >= 400)).toEqual([]);
    for (const [name, answer] of Object.entries(answers)) expect([name, said(answer)]).toEqual([name, expected]);
  });

  it('without a bucket key that is disabled', async () => {
    const aws = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    await buckets.start(byDefault({ ServerSideEncryptionByDefault: aws }));
    expect(Object.keys(said(await buckets.send('PUT', 'one', { body: 'abc' })))).toEqual(
      Object.keys(saysKms).slice(0, 2),
    );
  });
});

describe('in a bucket with a key of KMS', () => {
  beforeEach(() => buckets.start(ofKms));

  it('a request may ask for the keys of S3, and for no key of KMS', async () => {
    const own = await buckets.send('PUT', 'own', { body: 'abc', headers: { [prefix]: 'AES256' } });
    expect([said(own), own.headers.etag]).toEqual([saysS3, md5('abc')]);
    expect(said(await buckets.send('HEAD', 'own'))).toEqual(saysS3);
    for (const headers of [{ [prefix]: 'aws:kms' }, { [`${prefix}-aws-kms-key-id`]: keyArn }]) {
      expect((await buckets.send('PUT', 'other', { body: 'abc', headers })).status).toBe(501);
    }
  });

  it('an ETag is not the MD5 of the bytes, nor of the bytes of a part', async () => {
    const first = await buckets.send('PUT', 'one', { body: 'abc' });
    const again = await buckets.send('PUT', 'one', { body: 'abc' });
    expect(first.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(new Set([first.headers.etag, again.headers.etag, md5('abc')]).size).toBe(3);
    expect((await buckets.send('HEAD', 'one')).headers.etag).toBe(again.headers.etag);
    const uploadId = await startUpload(buckets.client, 'two');
    const sent = await part(buckets.client, 'two', { uploadId, number: 1, body: 'abc' });
    expect(sent.etag).not.toBe(md5('abc'));
    expect((await listParts(buckets.client, 'two', uploadId)).element('ETag')).toBe(
      sent.etag.replaceAll('"', '&quot;'),
    );
    expect((await complete(buckets.client, 'two', uploadId, [{ number: 1, etag: md5('abc') }])).code).toBe(
      'InvalidPart',
    );
    expect((await complete(buckets.client, 'two', uploadId, [sent])).status).toBe(200);
  });

  it('objects and uploads keep their encryption when the bucket takes other keys', async () => {
    await buckets.send('PUT', 'one', { body: 'abc' });
    const uploadId = await startUpload(buckets.client, 'two');
    await buckets.start(ofS3);
    expect(said(await buckets.send('GET', 'one'))).toEqual(saysKms);
    expect(said(await sendPart(buckets.client, 'two', { uploadId, number: 1, body: 'abc' }))).toEqual(saysKms);
    expect(said(await buckets.send('PUT', 'one', { body: 'abc' }))).toEqual(saysS3);
  });

  it('a copy is encrypted as the bucket of the copy demands', async () => {
    await buckets.send('PUT', 'one', { body: 'abc', headers: { 'x-amz-meta-a': 'b' } });
    const headers = { 'x-amz-copy-source': '/plain/one' };
    const copy = await buckets.send('PUT', 'copy', { headers, versioned: true });
    expect(said(copy)).toEqual(saysS3);
    const found = await buckets.send('HEAD', 'copy', { versioned: true });
    expect([said(found), found.headers.etag, found.headers['x-amz-meta-a']]).toEqual([saysS3, md5('abc'), 'b']);
    const back = { 'x-amz-copy-source': '/versioned/copy' };
    expect(said(await buckets.send('PUT', 'back', { headers: back }))).toEqual(saysKms);
  });

  it('KMS is asked with the bucket’s ARN, or the object’s without a bucket key', async () => {
    await buckets.send('PUT', 'one', { body: 'abc' });
    expect(buckets.asked.at(-1)).toMatchObject({
      ...{ action: 'kms:GenerateDataKey', resource: keyArn },
      context: {
        'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::plain',
        'kms:ViaService': 's3.eu-central-1.amazonaws.com',
      },
    });
    const aws = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    await buckets.start(byDefault({ ServerSideEncryptionByDefault: aws }));
    await buckets.send('PUT', 'one', { body: 'abc' });
    expect(buckets.asked.at(-1)?.context['kms:EncryptionContext:aws:s3:arn']).toBe('arn:aws:s3:::plain/one');
  });

  it('nobody without a signature can read', async () => {
    await buckets.send('PUT', 'one', { body: 'abc' });
    const answer = await buckets.send('GET', 'one', { auth: 'none' });
    expect([answer.code, answer.text]).toEqual(['InvalidArgument', expect.stringContaining('Signature Version 4')]);
  });
});
