import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
} from '@aws-sdk/client-s3';
import type {
  CompletedPart,
  ListMultipartUploadsCommandOutput,
  ListPartsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';

import type {
  Completion,
  PartsPage,
  UploadPlace,
  UploadsPage,
  UploadStore,
  UploadToComplete,
} from '../uploads/upload-store.ts';
import { required, requiredNumber } from './required.ts';
import { errorName, rethrowKnown, toKnownError, unavailable } from './s3-error.ts';

/** S3 may take minutes to complete an upload, and API Gateway waits for 29 s. A repeated call finds out how it ended. */
const completeTimeoutMilliseconds = 26_000;

/** How an attempt to complete ended, by S3's error code. */
const completionOf: Readonly<Record<string, Completion>> = {
  NoSuchUpload: { kind: 'no-such-upload' },
  PreconditionFailed: { kind: 'condition-failed' },
  // S3 answers this to If-Match when the file no longer exists.
  NoSuchKey: { kind: 'condition-failed' },
  ConditionalRequestConflict: { kind: 'conflict' },
  InvalidPart: { kind: 'parts-refused' },
  InvalidPartOrder: { kind: 'parts-refused' },
  EntityTooSmall: { kind: 'parts-refused' },
  BadDigest: { kind: 'parts-refused' },
};

/** Stores uploads in parts as multipart uploads to one bucket. */
export class S3UploadStore implements UploadStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async create({ key, contentType }: { key: string; contentType: string }): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...this.#object(key),
      ContentType: contentType,
      ChecksumAlgorithm: 'CRC64NVME',
      ChecksumType: 'FULL_OBJECT',
    });
    const { UploadId } = await this.#client.send(command).catch(rethrowKnown);
    return required(UploadId, 'UploadId');
  }

  async parts({ key, uploadId }: UploadPlace, after = 0): Promise<PartsPage | undefined> {
    try {
      const marker = after === 0 ? {} : { PartNumberMarker: String(after) };
      const command = new ListPartsCommand({ ...this.#object(key), UploadId: uploadId, ...marker });
      return toPartsPage(await this.#client.send(command));
    } catch (error) {
      if (errorName(error) === 'NoSuchUpload') return undefined;
      throw toKnownError(error);
    }
  }

  /** Completes an upload. The SDK also throws the error inside a 200; its name says what happened, its status does not. */
  async complete(
    { key, uploadId, parts, sizeBytes, crc64nvme, condition }: UploadToComplete,
    signal?: AbortSignal,
  ): Promise<Completion> {
    const command = new CompleteMultipartUploadCommand({
      ...this.#object(key),
      UploadId: uploadId,
      MultipartUpload: { Parts: parts.map(toCompletedPart) },
      MpuObjectSize: sizeBytes,
      ChecksumCRC64NVME: crc64nvme,
      ChecksumType: 'FULL_OBJECT',
      ...(condition.kind === 'create' ? { IfNoneMatch: '*' } : { IfMatch: condition.etag }),
    });
    try {
      const { ETag } = await this.#client.send(command, {
        requestTimeout: completeTimeoutMilliseconds,
        ...(signal !== undefined && { abortSignal: signal }),
      });
      return { kind: 'completed', etag: required(ETag, 'ETag') };
    } catch (error) {
      const completion = completionOf[errorName(error) ?? ''];
      if (completion !== undefined) return completion;
      if (signal?.aborted === true) throw unavailable(error);
      throw toKnownError(error);
    }
  }

  async abort({ key, uploadId }: UploadPlace): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#object(key), UploadId: uploadId }));
    } catch (error) {
      if (errorName(error) !== 'NoSuchUpload') throw toKnownError(error);
    }
  }

  async list({ prefix, after }: { prefix: string; after?: UploadPlace }): Promise<UploadsPage> {
    const marker = after === undefined ? {} : { KeyMarker: after.key, UploadIdMarker: after.uploadId };
    const command = new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: prefix, ...marker });
    return toUploadsPage(await this.#client.send(command).catch(rethrowKnown));
  }

  #object(key: string) {
    return { Bucket: this.#bucket, Key: key };
  }
}

/** Names a part with its checksum, which S3 may demand when the upload was created with a checksum algorithm. */
function toCompletedPart({ partNumber, etag, crc64nvme }: UploadToComplete['parts'][number]): CompletedPart {
  return { PartNumber: partNumber, ETag: etag, ...(crc64nvme !== undefined && { ChecksumCRC64NVME: crc64nvme }) };
}

function toPartsPage({ Parts = [], IsTruncated, NextPartNumberMarker }: ListPartsCommandOutput): PartsPage {
  const parts = Parts.map(({ PartNumber, Size, ETag, ChecksumCRC64NVME }) => ({
    partNumber: requiredNumber(PartNumber, 'PartNumber'),
    sizeBytes: requiredNumber(Size, 'Size'),
    etag: required(ETag, 'ETag'),
    ...(ChecksumCRC64NVME !== undefined && { crc64nvme: ChecksumCRC64NVME }),
  }));
  if (!required(IsTruncated, 'IsTruncated')) return { parts };
  const marker = required(NextPartNumberMarker, 'NextPartNumberMarker');
  return { parts, next: requiredNumber(Number(marker), 'NextPartNumberMarker') };
}

function toUploadsPage(answer: ListMultipartUploadsCommandOutput): UploadsPage {
  const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = answer;
  const uploads = Uploads.map(({ Key, UploadId, Initiated }) => ({
    key: required(Key, 'Key'),
    uploadId: required(UploadId, 'UploadId'),
    startedAt: required(Initiated, 'Initiated'),
  }));
  if (!required(IsTruncated, 'IsTruncated')) return { uploads };
  const key = required(NextKeyMarker, 'NextKeyMarker');
  return { uploads, next: { key, uploadId: required(NextUploadIdMarker, 'NextUploadIdMarker') } };
}
