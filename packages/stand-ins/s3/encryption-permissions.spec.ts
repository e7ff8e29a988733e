import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { Response } from './testing/client.ts';
import { EncryptedBuckets, ofKms, prefix } from './testing/encrypted-buckets.ts';
import { complete, listParts, part, sendPart, start as startUpload } from './testing/multipart-steps.ts';

let buckets: EncryptedBuckets;
beforeEach(() => {
  buckets = new EncryptedBuckets();
});
afterEach(() => buckets.close());

const checksumMode = { headers: { 'x-amz-checksum-mode': 'ENABLED' } };
const attributes = (key: string, names: string) =>
  buckets.send('GET', key, { query: { attributes: '' }, headers: { 'x-amz-object-attributes': names } });
/** Starts an upload, sends one part, and returns the id of the upload. */
async function begin(key: string, headers: Record<string, string> = {}): Promise<string> {
  const uploadId = await startUpload(buckets.client, key, headers);
  await part(buckets.client, key, { uploadId, number: 1, body: 'abc' });
  return uploadId;
}
describe('without the right to the key', () => {
  const copySource = { 'x-amz-copy-source': '/plain/one' };
  const ofS3Source = { 'x-amz-copy-source': '/plain/of-s3' };
  const withChecksum = { 'x-amz-checksum-algorithm': 'CRC64NVME', 'x-amz-checksum-type': 'FULL_OBJECT' };
  const keysOfS3 = { headers: { [prefix]: 'AES256' } };
  let uploadId: string;
  let checked: string;
  beforeEach(async () => {
    await buckets.start(ofKms);
    await buckets.send('PUT', 'one', { body: 'abc' });
    await buckets.send('PUT', 'of-s3', keysOfS3);
    uploadId = await begin('two');
    checked = await begin('three', withChecksum);
  });

  const etagOf = async (key: string, id: string): Promise<string> => {
    const before = buckets.denied.splice(0);
    const etag = (await listParts(buckets.client, key, id)).element('ETag').replaceAll('&quot;', '"');
    buckets.denied.push(...before);
    return etag;
  };
  const completion = async (key: string, id: string) =>
    complete(buckets.client, key, id, [{ number: 1, etag: await etagOf(key, id) }]);

  const [write, read] = ['kms:GenerateDataKey', 'kms:Decrypt'];
  const newUpload = { query: { uploads: '' } };
  const newPart = { number: 2, body: '' };

  it.each<[step: string, needs: string[], act: () => Promise<Response>]>([
    ['PutObject', [write], () => buckets.send('PUT', 'new')],
    ['CreateMultipartUpload', [write], () => buckets.send('POST', 'new', newUpload)],
    ['CopyObject', [read, write], () => buckets.send('PUT', 'new', { headers: copySource })],
    [
      'CopyObject to the keys of S3',
      [read],
      () => buckets.send('PUT', 'new', { headers: copySource, versioned: true }),
    ],
    ['GetObject', [read], () => buckets.send('GET', 'one')],
    ['HeadObject with its checksum', [read], () => buckets.send('HEAD', 'one', checksumMode)],
    ['GetObjectAttributes with its checksum', [read], () => attributes('one', 'ETag,Checksum')],
    ['UploadPart', [read], () => sendPart(buckets.client, 'two', { uploadId, ...newPart })],
    ['UploadPartCopy', [read], () => sendPart(buckets.client, 'two', { uploadId, ...newPart, headers: ofS3Source })],
    ['ListParts', [read], () => listParts(buckets.client, 'two', uploadId)],
    ['CompleteMultipartUpload with checksums', [read], () => completion('three', checked)],
    ['CompleteMultipartUpload', [], () => completion('two', uploadId)],
    ['HeadObject', [], () => buckets.send('HEAD', 'one')],
    ['GetObjectAttributes', [], () => attributes('one', 'ETag,ObjectSize')],
    ['PutObject with the keys of S3', [], () => buckets.send('PUT', 'new', keysOfS3)],
  ])('%s needs %j and no more', async (_, needs, act) => {
    for (const action of needs) {
      buckets.denied = [action];
      expect((await act()).status).toBe(403);
    }
    buckets.denied = [read, write].filter((action) => !needs.includes(action));
    expect((await act()).status).toBe(200);
  });
});
