import { array, instance, number, object, parse, string } from 'valibot';

import type { ChecksumAlgorithm, ChecksumType } from '../checksum-algorithms.ts';
import type { Tags } from '../tags.ts';
import { readHeaders, readTags, storedAlgorithm, storedChecksumType, type StoredHeaders } from './version-row.ts';

/** How the checksum of the whole will be made from its parts. */
export interface UploadChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
}

/** A multipart upload that is neither complete nor aborted. */
export interface Upload {
  readonly sequence: number;
  readonly uploadId: string;
  readonly key: Uint8Array;
  /** The checksum; `undefined` when CreateMultipartUpload asked for none. */
  readonly checksum: UploadChecksum | undefined;
  readonly headers: StoredHeaders;
  readonly tags: Tags;
  readonly initiatedAt: Date;
  /** Whether the key was written, or its object deleted, after the start of the upload. */
  readonly isOvertaken: boolean;
}

export interface Part {
  readonly number: number;
  readonly blob: string;
  readonly sizeBytes: number;
  /** The ETag in hex, stored in the column `md5`. It is the MD5 unless a key of KMS encrypts the upload. */
  readonly etagHex: string;
  /** The checksum by the upload's algorithm, or CRC64NVME when the upload has none. */
  readonly checksumValue: string;
  readonly modifiedAt: Date;
}

const uploadRow = object({
  sequence: number(),
  upload_id: string(),
  key: instance(Uint8Array),
  checksum_algorithm: storedAlgorithm,
  checksum_type: storedChecksumType,
  headers: string(),
  tags: string(),
  initiated_ms: number(),
  is_overtaken: number(),
});

const partRows = array(
  object({
    number: number(),
    blob: string(),
    size_bytes: number(),
    md5: string(),
    checksum_value: string(),
    modified_ms: number(),
  }),
);

/** Turns a row of the table `upload` into a value. Throws when the row does not have the expected form. */
export function readUpload(row: unknown): Upload {
  const read = parse(uploadRow, row);
  const algorithm = read.checksum_algorithm;
  return {
    sequence: read.sequence,
    uploadId: read.upload_id,
    key: read.key,
    checksum: algorithm === '' ? undefined : { algorithm, type: read.checksum_type },
    headers: readHeaders(read.headers),
    tags: readTags(read.tags),
    initiatedAt: new Date(read.initiated_ms),
    isOvertaken: read.is_overtaken === 1,
  };
}

export const readParts = (rows: unknown): Part[] =>
  parse(partRows, rows).map((row) => ({
    number: row.number,
    blob: row.blob,
    sizeBytes: row.size_bytes,
    etagHex: row.md5,
    checksumValue: row.checksum_value,
    modifiedAt: new Date(row.modified_ms),
  }));
