import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import { CodedError } from '../coded-error.ts';
import { currentEtag } from '../files/current-etag.ts';
import { BadListPosition } from '../files/file-store.ts';
import type {
  DeepPage,
  DeleteOutcome,
  FileStore,
  StoredFile,
  StoredListEntry,
  StoredPage,
  VersionToDelete,
} from '../files/file-store.ts';
import { deleteVersions } from './delete-versions.ts';
import { listFilledPage, listObjects } from './list-objects.ts';
import { logDenied } from './log-denied.ts';
import type { ListPage } from './read-list-page.ts';
import { required, requiredNumber } from './required.ts';
import { errorName, isForbidden, rethrowKnown, storageRefused, toKnownError, wasRepeated } from './s3-error.ts';
import { statusOf } from './temporary-failure.ts';

/** The object that marks a folder, as the console of S3 and sync tools store it. The checksum is that of no bytes. */
const marker = { Body: '', ContentType: 'application/x-directory', ChecksumCRC64NVME: 'AAAAAAAAAAA=' };

/** Stores files as objects of one bucket. */
export class S3FileStore implements FileStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async describe(key: string, versionId?: string): Promise<StoredFile | undefined> {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key, ChecksumMode: 'ENABLED', ...version }),
      );
      return {
        sizeBytes: requiredNumber(head.ContentLength, 'ContentLength'),
        // RFC 9110 section 8.3 lets a reader assume this type when there is no content-type.
        contentType: head.ContentType ?? 'application/octet-stream',
        etag: required(head.ETag, 'ETag'),
        ...(head.ChecksumCRC64NVME !== undefined && { crc64nvme: head.ChecksumCRC64NVME }),
        ...(head.VersionId !== undefined && { versionId: head.VersionId }),
      };
    } catch (error) {
      if (errorName(error) === 'NotFound') return undefined;
      if (versionId !== undefined && isNoVersion(error)) {
        // S3 says the same of a version that is there when the role lacks s3:GetObjectVersion.
        if (isForbidden(error)) logDenied('describe-version', error);
        return undefined;
      }
      // HEAD carries no prefix, so a role whose s3:ListBucket is limited to one gets 403 for a missing key too.
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
      // A file that is there was encrypted: with a KMS key that the role may not use (403), or with one of its owner (400).
      const mayBeRefused = isForbidden(error) || statusOf(error) === 400;
      if (mayBeRefused && (await currentEtag(this, key)) !== undefined) {
        if (isForbidden(error)) logDenied('describe', error);
        throw storageRefused(error);
      }
      if (isForbidden(error)) return undefined;
      throw toKnownError(error);
    }
  }

  async list({ prefix, limit, from }: { prefix: string; limit: number; from?: string }): Promise<StoredPage> {
    try {
      return toPage(
        await listObjects(this.#client, {
          Bucket: this.#bucket,
          Prefix: prefix,
          Delimiter: '/',
          MaxKeys: limit,
          ContinuationToken: from,
        }),
      );
    } catch (error) {
      if (from !== undefined && errorName(error) === 'InvalidArgument') throw new BadListPosition();
      throw toKnownError(error);
    }
  }

  async listDeep({ prefix, limit, after }: { prefix: string; limit: number; after?: string }): Promise<DeepPage> {
    const place = { Bucket: this.#bucket, Prefix: prefix, MaxKeys: limit, StartAfter: after };
    const answer = await listFilledPage(this.#client, place).catch(rethrowKnown);
    return { files: toEntries(answer), hasMore: required(answer.IsTruncated, 'IsTruncated') };
  }

  deleteVersions(versions: readonly VersionToDelete[]): Promise<readonly DeleteOutcome[]> {
    const place = { client: this.#client, name: this.#bucket, describe: (key: string) => this.describe(key) };
    return deleteVersions(place, versions);
  }

  async createMarker(key: string): Promise<boolean> {
    try {
      await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, ...marker, IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      // The SDK repeats a write whose answer was lost, and the repetition meets the marker of the first attempt.
      if (errorName(error) === 'PreconditionFailed') return wasRepeated(error);
      if (errorName(error) !== 'ConditionalRequestConflict') throw toKnownError(error);
      throw new CodedError('unavailable', 'Something else happens to this folder at the moment: try again.');
    }
  }
}

/**
 * Whether S3 has no such version of a file. HEAD tells it only by its status: 400 for a text that cannot be the id of a
 * version, 405 for a deletion, and 403 to a role that may not list the whole bucket.
 */
function isNoVersion(error: unknown): boolean {
  const status = statusOf(error);
  return status === 400 || status === 403 || status === 405;
}

function toEntries({ Contents = [] }: ListPage): readonly StoredListEntry[] {
  return Contents.map(({ Key, Size, LastModified, ETag }) => ({
    key: required(Key, 'Key'),
    sizeBytes: requiredNumber(Size, 'Size'),
    modifiedAt: required(LastModified, 'LastModified'),
    etag: required(ETag, 'ETag'),
  }));
}

function toPage(answer: ListPage): StoredPage {
  const { CommonPrefixes = [], IsTruncated, NextContinuationToken } = answer;
  const prefixes = CommonPrefixes.map(({ Prefix }) => required(Prefix, 'Prefix'));
  const files = toEntries(answer);
  if (!required(IsTruncated, 'IsTruncated')) return { prefixes, files };
  return { prefixes, files, next: required(NextContinuationToken, 'NextContinuationToken') };
}
