import { CopyObjectCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import { BadListPosition } from '../files/file-store.ts';
import type {
  CopyOutcome,
  LeftVersion,
  VersionPage,
  VersionPlace,
  VersionStore,
  VersionToCopy,
} from '../files/version-store.ts';
import type { Bucket } from './bucket.ts';
import { deleteObjects } from './delete-objects.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { logDenied } from './log-denied.ts';
import { mergeVersions } from './merge-versions.ts';
import type { VersionListPage } from './read-version-page.ts';
import { required } from './required.ts';
import { errorName, isDenial, isForbidden, isRefusalCode, toKnownError } from './s3-error.ts';
import { S3FileStore } from './s3-file-store.ts';
import { isTemporaryCode } from './temporary-failure.ts';
import { encodeComponent, encodeKey } from './url-encoding.ts';

/** S3 copies some hundred megabytes a second, and API Gateway waits for 29 s. */
const copyTimeoutMilliseconds = 26_000;

/** S3's codes for a version that is gone or never was. */
const goneCodes: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion']);

/** Reaches the versions of the objects of one bucket. */
export class S3VersionStore implements VersionStore {
  readonly #bucket: Bucket;
  readonly #files: S3FileStore;

  constructor(client: S3Client, bucket: string) {
    this.#bucket = { client, name: bucket };
    this.#files = new S3FileStore(client, bucket);
  }

  async listVersions(page: { prefix: string; limit: number; after?: VersionPlace }): Promise<VersionPage> {
    const { prefix, limit, after } = page;
    const markers = { KeyMarker: after?.key, VersionIdMarker: after?.versionId };
    const input = { Bucket: this.#bucket.name, Prefix: prefix, MaxKeys: limit, ...markers };
    try {
      return toPage(await listObjectVersions(this.#bucket.client, input));
    } catch (error) {
      if (after !== undefined && errorName(error) === 'InvalidArgument') throw new BadListPosition();
      throw toKnownError(error);
    }
  }

  async removeVersions(versions: readonly Required<VersionPlace>[]): Promise<readonly LeftVersion[]> {
    const codes = await deleteObjects(this.#bucket, versions);
    return versions.flatMap((version, index) => {
      const code = codes[index];
      if (code !== undefined && isRefusalCode(code)) return [{ ...version, isRefused: true }];
      return isGone(code) ? [] : [version];
    });
  }

  /**
   * Copies a version over the current one. The new version has no tags: to keep them, the role would need rights to read
   * and write tags. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
   */
  async copyVersion({ key, versionId, replaces }: VersionToCopy): Promise<CopyOutcome> {
    const { client, name } = this.#bucket;
    const command = new CopyObjectCommand({
      Bucket: name,
      Key: key,
      CopySource: `${name}/${encodeKey(key)}?versionId=${encodeComponent(versionId)}`,
      IfMatch: replaces,
      ChecksumAlgorithm: 'CRC64NVME',
      TaggingDirective: 'REPLACE',
    });
    try {
      const { CopyObjectResult } = await client.send(command, { requestTimeout: copyTimeoutMilliseconds });
      const etag = required(CopyObjectResult?.ETag, 'ETag');
      return { kind: 'copied', etag, modifiedAt: required(CopyObjectResult?.LastModified, 'LastModified') };
    } catch (error) {
      return this.#whyNotCopied(error, { key, versionId });
    }
  }

  /**
   * Finds out why a version was not copied. S3 says of a missing source NoSuchVersion, or AccessDenied to a role that may
   * not list the whole bucket; it says NoSuchKey when the destination is deleted, and of some sources too.
   */
  async #whyNotCopied(error: unknown, { key, versionId }: Required<VersionPlace>): Promise<CopyOutcome> {
    const code = errorName(error) ?? '';
    if (code === 'PreconditionFailed' || code === 'ConditionalRequestConflict') return { kind: 'changed' };
    if (code === 'NoSuchVersion') return { kind: 'no-such-version' };
    const isAboutSource = code === 'InvalidArgument' || code === 'InvalidRequest' || code === 'MethodNotAllowed';
    if (!isAboutSource && !isForbidden(error) && code !== 'NoSuchKey') throw toKnownError(error);
    if ((await this.#files.describe(key, versionId)) === undefined) return { kind: 'no-such-version' };
    if (code === 'NoSuchKey') return { kind: 'changed' };
    if (isDenial(code)) logDenied('copy', error);
    if (isRefusalCode(code)) return { kind: 'source-refused' };
    throw toKnownError(error);
  }
}

/** Whether S3 said that a version is gone. Throws for a refusal that is a fault of ours. */
function isGone(code: string | undefined): boolean {
  if (code === undefined || goneCodes.has(code)) return true;
  if (code === 'ConditionalRequestConflict' || isTemporaryCode(code)) return false;
  throw new Error(`S3 refused to remove a version: ${code}`);
}

function toPage(answer: VersionListPage): VersionPage {
  const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = answer;
  const versions = mergeVersions(answer);
  if (!required(IsTruncated, 'IsTruncated')) return { versions };
  const key = required(NextKeyMarker, 'NextKeyMarker');
  return { versions, next: { key, versionId: required(NextVersionIdMarker, 'NextVersionIdMarker') } };
}
