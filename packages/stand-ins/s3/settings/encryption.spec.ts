import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { documentsOf } from '../bucket-definition.ts';
import { get, put } from '../conformance/setting.cases.ts';
import {
  byDefault,
  EncryptedBuckets,
  keyArn,
  ofKms,
  ofS3,
  said,
  saysKms,
  saysS3,
} from '../testing/encrypted-buckets.ts';

let buckets: EncryptedBuckets;
beforeEach(() => {
  buckets = new EncryptedBuckets();
});
afterEach(() => buckets.close());

describe('the encryption setting', () => {
  const rule = (aws: string) =>
    `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${aws}</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`;
  const kms = (key: string) => rule(`<SSEAlgorithm>aws:kms</SSEAlgorithm>${key}`);
  const named = (key: string) => `<KMSMasterKeyID>${key}</KMSMasterKeyID>`;

  it('of the template is answered', async () => {
    await buckets.start(ofS3);
    const answer = await get(buckets.client, 'encryption');
    expect(['SSEAlgorithm', 'KMSMasterKeyID', 'BucketKeyEnabled'].map((it) => answer.element(it))).toEqual([
      ...['aws:kms', keyArn, 'true'],
    ]);
  });

  it('of a client holds from its answer on', async () => {
    await buckets.start(ofKms);
    expect((await put(buckets.client, 'encryption', kms(named(keyArn)))).status).toBe(200);
    expect(said(await buckets.send('PUT', 'one', { versioned: true }))).toEqual(saysKms);
  });

  it.each([
    ['no key', kms(''), 'NotImplemented'],
    ['an alias', kms(named('alias/files')), 'NotImplemented'],
    ['an id', kms(named('1234abcd-12ab-34cd-56ef-1234567890ab')), 'NotImplemented'],
    ['two layers', rule(`<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>${named(keyArn)}`), 'NotImplemented'],
    ['a key that is not used', rule(`<SSEAlgorithm>AES256</SSEAlgorithm>${named(keyArn)}`), 'InvalidArgument'],
  ])('with %s is refused', async (_, document, code) => {
    await buckets.start(ofKms);
    expect((await put(buckets.client, 'encryption', document)).code).toBe(code);
    expect(said(await buckets.send('PUT', 'one', { versioned: true }))).toEqual(saysS3);
  });

  it.each([
    ['an alias', { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/files' }],
    ['no key', { SSEAlgorithm: 'aws:kms' }],
    ['two layers', { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: keyArn }],
    ['a key that is not used', { SSEAlgorithm: 'AES256', KMSMasterKeyID: keyArn }],
  ])('of the template with %s stops the start', (_, ServerSideEncryptionByDefault) => {
    const properties = byDefault({ ServerSideEncryptionByDefault });
    expect(() => documentsOf({ name: 'b', properties })).toThrow(
      /properties of bucket b in the template cannot be used/,
    );
  });
});
