import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';

import { currentEtag } from '../files/current-etag.ts';
import { BadListPosition } from '../files/file-store.ts';
import type { FileStore, StoredFile, StoredPage } from '../files/file-store.ts';
import { required, requiredNumber } from './required.ts';
import { errorName, isForbidden, toKnownError } from './s3-error.ts';

/** Stores files as objects of one bucket. */
export class S3FileStore implements FileStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async describe(key: string): Promise<StoredFile | undefined> {
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key, ChecksumMode: 'ENABLED' }),
      );
      return {
        sizeBytes: requiredNumber(head.ContentLength, 'ContentLength'),
        // RFC 9110 section 8.3 lets a reader assume this type when there is no content-type.
        contentType: head.ContentType ?? 'application/octet-stream',
        etag: required(head.ETag, 'ETag'),
        ...(head.ChecksumCRC64NVME !== undefined && { crc64nvme: head.ChecksumCRC64NVME }),
      };
    } catch (error) {
      if (errorName(error) === 'NotFound') return undefined;
      // HEAD carries no prefix, so a role whose s3:ListBucket is limited to one gets 403 for a missing key too.
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
      if (isForbidden(error) && (await currentEtag(this, key)) === undefined) return undefined;
      throw toKnownError(error);
    }
  }

  async list({ prefix, limit, from }: { prefix: string; limit: number; from?: string }): Promise<StoredPage> {
    try {
      return toPage(
        await this.#client.send(
          new ListObjectsV2Command({
            Bucket: this.#bucket,
            Prefix: prefix,
            Delimiter: '/',
            MaxKeys: limit,
            ContinuationToken: from,
          }),
        ),
      );
    } catch (error) {
      if (from !== undefined && errorName(error) === 'InvalidArgument') throw new BadListPosition();
      throw toKnownError(error);
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
    } catch (error) {
      throw toKnownError(error);
    }
  }
}

function toPage(answer: ListObjectsV2CommandOutput): StoredPage {
  const { CommonPrefixes = [], Contents = [], IsTruncated, NextContinuationToken } = answer;
  const prefixes = CommonPrefixes.map(({ Prefix }) => required(Prefix, 'Prefix'));
  const files = Contents.map(({ Key, Size, LastModified, ETag }) => ({
    key: required(Key, 'Key'),
    sizeBytes: requiredNumber(Size, 'Size'),
    modifiedAt: required(LastModified, 'LastModified'),
    etag: required(ETag, 'ETag'),
  }));
  if (!required(IsTruncated, 'IsTruncated')) return { prefixes, files };
  return { prefixes, files, next: required(NextContinuationToken, 'NextContinuationToken') };
}
