import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

import {
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3Client,
  paginateListParts,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { Client } from './testing/client.ts';
import { part } from './testing/multipart-steps.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

const MiB = 1024 * 1024;

/** The AWS SDK with its defaults: whatever it sends must be understood. */
describe("the AWS SDK's lib-storage", () => {
  let standIn: StandIn;
  let client: S3Client;
  beforeAll(async () => {
    standIn = await startStandIn();
    const { url: endpoint, region, accessKey: credentials } = standIn.target;
    client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  });
  afterAll(async () => {
    client.destroy();
    await standIn.close();
  });

  it.each([undefined, 'CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'uploads a stream in parts with the checksum %s, and the SDK verifies the download',
    async (ChecksumAlgorithm) => {
      const body = randomBytes(12 * MiB + 1);
      const object = { Bucket: 'plain', Key: freshKey() };
      const params = { ...object, Body: Readable.from([body]), ContentType: 'video/mp4', Metadata: { colour: 'blue' } };
      const checksum = ChecksumAlgorithm && { ChecksumAlgorithm };
      const done = await new Upload({ client, params: { ...params, ...checksum } }).done();
      expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
      const found = await client.send(new GetObjectCommand({ ...object, ChecksumMode: 'ENABLED' }));
      const bytes = await found.Body!.transformToByteArray();
      expect(Buffer.compare(bytes, body)).toBe(0);
      expect([found.ContentType, found.Metadata]).toEqual(['video/mp4', { colour: 'blue' }]);
      const ObjectAttributes = ['ObjectParts', 'ObjectSize', 'Checksum'] as const;
      const attributes = await client.send(
        new GetObjectAttributesCommand({ ...object, ObjectAttributes: [...ObjectAttributes] }),
      );
      expect([attributes.ObjectSize, attributes.ObjectParts?.TotalPartsCount]).toEqual([body.length, 3]);
    },
    30_000,
  );

  it('uploads a body that fits into a part in one request', async () => {
    const object = { Bucket: 'plain', Key: freshKey() };
    await new Upload({ client, params: { ...object, Body: 'small' } }).done();
    expect((await client.send(new HeadObjectCommand(object))).ContentLength).toBe(5);
  });

  it('lists more than 1,000 parts page by page', async () => {
    const object = { Bucket: 'plain', Key: freshKey() };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...object, ChecksumAlgorithm: 'CRC32' }));
    const upload = { ...object, UploadId: UploadId! };
    const own = new Client(standIn.target);
    const put = async (number: number) => {
      const headers = { 'x-amz-checksum-crc32': base64Crc32('x') };
      await part(own, object.Key, { uploadId: UploadId!, number, body: 'x', headers });
    };
    for (let first = 1; first <= 1001; first += 91) {
      await Promise.all(Array.from({ length: 91 }, (_, index) => put(first + index)));
    }
    const numbers: (number | undefined)[] = [];
    for await (const { Parts = [] } of paginateListParts({ client }, upload)) {
      numbers.push(...Parts.map(({ PartNumber }) => PartNumber));
    }
    expect(numbers).toEqual(Array.from({ length: 1001 }, (_, index) => index + 1));
  }, 60_000);
});

function base64Crc32(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
}
