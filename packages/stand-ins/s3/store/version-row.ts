import { array, instance, number, object, parse, picklist, record, string, tuple } from 'valibot';

import { checksumAlgorithms, type ObjectChecksum } from '../checksum-algorithms.ts';
import type { Tags } from '../tags.ts';

/** Response headers stored with the object by their lower-case names: `content-type`, `x-amz-meta-…`. */
export type StoredHeaders = Readonly<Record<string, string>>;

interface VersionBase {
  /** Orders the versions; a greater number is newer. */
  readonly sequence: number;
  readonly key: Uint8Array;
  /** The version id; the text `null` for what was written while versioning was not enabled. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly modifiedAt: Date;
}

export interface ObjectVersion extends VersionBase {
  readonly kind: 'object';
  readonly sizeBytes: number;
  /** The ETag with its quotes. */
  readonly etag: string;
  readonly checksum: ObjectChecksum;
  readonly headers: StoredHeaders;
  readonly tags: Tags;
  /** The number of parts of the multipart upload that made the object; 0 when there was none. */
  readonly partCount: number;
}

export interface DeleteMarker extends VersionBase {
  readonly kind: 'delete-marker';
}

export type Version = ObjectVersion | DeleteMarker;

/** What a list of keys says of an object. */
export interface ListedObject extends Pick<ObjectVersion, 'key' | 'modifiedAt' | 'sizeBytes' | 'etag'> {
  readonly checksum: Pick<ObjectChecksum, 'algorithm' | 'type'>;
}

/** A run of an object's bytes, which is the whole of one blob. */
export interface Segment {
  /** Counts from 1; for a multipart upload it is the number of the part. */
  readonly number: number;
  readonly blob: string;
  readonly sizeBytes: number;
  /** The checksum of this part, by the algorithm of the object; empty when the segment is not a part. */
  readonly checksumValue: string;
}

/** What the tables `version` and `upload` store for "no checksum". */
export const storedAlgorithm = picklist(['', ...checksumAlgorithms]);
export const storedChecksumType = picklist(['FULL_OBJECT', 'COMPOSITE']);

const versionRow = object({
  sequence: number(),
  key: instance(Uint8Array),
  version_id: string(),
  is_latest: number(),
  is_delete_marker: number(),
  size_bytes: number(),
  etag: string(),
  checksum_algorithm: storedAlgorithm,
  checksum_type: storedChecksumType,
  checksum_value: string(),
  part_count: number(),
  headers: string(),
  tags: string(),
  modified_ms: number(),
});

/** The columns that a list of keys reads: headers and tags cost more time than all others. */
export const listedColumns = 'key, size_bytes, etag, checksum_algorithm, checksum_type, modified_ms';

/** The listed columns in their order. An array is read faster than an object with names. */
const listedRow = tuple([
  instance(Uint8Array),
  number(),
  string(),
  picklist(checksumAlgorithms),
  storedChecksumType,
  number(),
]);

const segmentRows = array(object({ number: number(), blob: string(), size_bytes: number(), checksum_value: string() }));

/** Turns a row of the table `version` into a value. Throws when the row does not have the expected form. */
export function readVersion(row: unknown): Version {
  const read = parse(versionRow, row);
  const base = {
    sequence: read.sequence,
    key: read.key,
    versionId: read.version_id,
    isLatest: read.is_latest === 1,
    modifiedAt: new Date(read.modified_ms),
  };
  if (read.is_delete_marker === 1 || read.checksum_algorithm === '') return { kind: 'delete-marker', ...base };
  return {
    kind: 'object',
    ...base,
    sizeBytes: read.size_bytes,
    etag: read.etag,
    checksum: { algorithm: read.checksum_algorithm, value: read.checksum_value, type: read.checksum_type },
    headers: readHeaders(read.headers),
    tags: readTags(read.tags),
    partCount: read.part_count,
  };
}

/** Turns the listed columns of an object, as an array, into a value. Throws when they do not have the expected form. */
export function readListed(row: unknown): ListedObject {
  const [key, sizeBytes, etag, algorithm, type, modifiedMs] = parse(listedRow, row);
  return { key, sizeBytes, etag, checksum: { algorithm, type }, modifiedAt: new Date(modifiedMs) };
}

export const readHeaders = (json: string): StoredHeaders => parse(record(string(), string()), JSON.parse(json));

export const readTags = (json: string): Tags =>
  parse(array(object({ Key: string(), Value: string() })), JSON.parse(json));

export const readSegments = (rows: unknown): Segment[] =>
  parse(segmentRows, rows).map((row) => ({
    number: row.number,
    blob: row.blob,
    sizeBytes: row.size_bytes,
    checksumValue: row.checksum_value,
  }));
