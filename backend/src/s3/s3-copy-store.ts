import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

import type {
  CopiedPart,
  CopyCompletion,
  CopyRefusal,
  CopyStore,
  CopyToComplete,
  CopyUpload,
  FileCopied,
  FileToCopy,
  PartToCopy,
} from '../files/copy-store.ts';
import type { Bucket } from './bucket.ts';
import { required } from './required.ts';
import { errorName } from './s3-error.ts';
import { S3FileStore } from './s3-file-store.ts';
import { S3UploadStore } from './s3-upload-store.ts';
import { encodeComponent, encodeKey } from './url-encoding.ts';
import { whyNotCopied } from './why-not-copied.ts';

/** A file that is copied with one request, or a part, takes S3 two to three seconds. */
const copyTimeoutMilliseconds = 8000;
/** S3 may take minutes to join parts, and a call that asks for it ends after 28 s, with what it did before and after. */
const joinTimeoutMilliseconds = 15_000;

/**
 * Copies objects within one bucket, each to a key where no object is or over the one that it names. Copies have no tags: to keep them, the role would need
 * rights to read and write tags. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export class S3CopyStore implements CopyStore {
  readonly #bucket: Bucket;
  readonly #files: S3FileStore;
  readonly #uploads: S3UploadStore;

  constructor(client: S3Client, bucket: string) {
    this.#bucket = { client, name: bucket };
    this.#files = new S3FileStore(client, bucket);
    this.#uploads = new S3UploadStore(client, bucket);
  }

  async copyFile(copy: FileToCopy, signal?: AbortSignal): Promise<FileCopied | CopyRefusal> {
    const command = new CopyObjectCommand({
      Bucket: this.#bucket.name,
      Key: copy.to,
      CopySource: this.#source(copy),
      CopySourceIfMatch: copy.etag,
      IfNoneMatch: '*',
      ChecksumAlgorithm: 'CRC64NVME',
      TaggingDirective: 'REPLACE',
    });
    try {
      const { CopyObjectResult } = await this.#bucket.client.send(command, options(signal));
      const etag = required(CopyObjectResult?.ETag, 'ETag');
      return { kind: 'copied', etag, crc64nvme: required(CopyObjectResult?.ChecksumCRC64NVME, 'ChecksumCRC64NVME') };
    } catch (error) {
      return whyNotCopied(this.#files, error, copy);
    }
  }

  async startCopy(copy: FileToCopy): Promise<{ kind: 'started'; uploadId: string } | CopyRefusal> {
    const object = { Bucket: this.#bucket.name, Key: copy.to };
    try {
      const head = await this.#bucket.client.send(
        new HeadObjectCommand({
          ...{ Bucket: this.#bucket.name, Key: copy.from },
          ...{ VersionId: copy.versionId, IfMatch: copy.etag },
        }),
      );
      const { UploadId } = await this.#bucket.client.send(
        new CreateMultipartUploadCommand({
          ...object,
          ContentType: head.ContentType,
          CacheControl: head.CacheControl,
          ContentDisposition: head.ContentDisposition,
          ContentEncoding: head.ContentEncoding,
          ContentLanguage: head.ContentLanguage,
          Metadata: head.Metadata,
          ChecksumAlgorithm: 'CRC64NVME',
          ChecksumType: 'FULL_OBJECT',
        }),
      );
      return { kind: 'started', uploadId: required(UploadId, 'UploadId') };
    } catch (error) {
      return whyNotCopied(this.#files, error, copy);
    }
  }

  async copyPart(
    { partNumber, first, last, ...copy }: PartToCopy,
    signal?: AbortSignal,
  ): Promise<CopyRefusal | { kind: 'no-such-upload' } | undefined> {
    const command = new UploadPartCopyCommand({
      Bucket: this.#bucket.name,
      Key: copy.to,
      UploadId: copy.uploadId,
      PartNumber: partNumber,
      CopySource: this.#source(copy),
      CopySourceRange: `bytes=${first}-${last}`,
      CopySourceIfMatch: copy.etag,
    });
    try {
      await this.#bucket.client.send(command, options(signal));
      return undefined;
    } catch (error) {
      return errorName(error) === 'NoSuchUpload' ? { kind: 'no-such-upload' } : whyNotCopied(this.#files, error, copy);
    }
  }

  async copiedParts({ to: key, uploadId }: CopyUpload): Promise<readonly CopiedPart[] | undefined> {
    const parts: CopiedPart[] = [];
    let after: number | undefined = 0;
    do {
      const page = await this.#uploads.parts({ key, uploadId }, after);
      if (page === undefined) return undefined;
      parts.push(...page.parts);
      after = page.next;
    } while (after !== undefined);
    return parts;
  }

  async completeCopy(
    { to: key, uploadId, replaces, ...copy }: CopyToComplete,
    signal?: AbortSignal,
  ): Promise<CopyCompletion> {
    const longest = AbortSignal.timeout(joinTimeoutMilliseconds);
    const completion = await this.#uploads.complete(
      {
        ...{ key, uploadId, parts: copy.parts, sizeBytes: copy.sizeBytes, crc64nvme: copy.crc64nvme },
        condition: replaces === undefined ? { kind: 'create' } : { kind: 'replace', etag: replaces },
      },
      signal === undefined ? longest : AbortSignal.any([longest, signal]),
    );
    switch (completion.kind) {
      case 'completed':
        return { kind: 'copied', etag: completion.etag };
      case 'condition-failed':
        return { kind: 'taken' };
      case 'parts-refused':
        return { kind: 'checksum-mismatch' };
      case 'no-such-upload':
      case 'conflict':
        return { kind: completion.kind };
    }
  }

  abortCopy({ to: key, uploadId }: Pick<CopyUpload, 'to' | 'uploadId'>): Promise<void> {
    return this.#uploads.abort({ key, uploadId });
  }

  #source({ from, versionId }: FileToCopy): string {
    const source = `${this.#bucket.name}/${encodeKey(from)}`;
    return versionId === undefined ? source : `${source}?versionId=${encodeComponent(versionId)}`;
  }
}

function options(signal: AbortSignal | undefined) {
  return { requestTimeout: copyTimeoutMilliseconds, ...(signal !== undefined && { abortSignal: signal }) };
}
