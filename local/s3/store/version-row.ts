import { array, instance, number, object, parse, picklist, record, string } from 'valibot';
import type { Checksum } from '../checksum-algorithms.ts';

/** Response headers kept with the object by their lower-case names: `content-type`, `x-amz-meta-…`. */
export type StoredHeaders = Readonly<Record<string, string>>;

interface VersionBase {
  /** Greater is newer. */
  readonly sequence: number;
  readonly key: Uint8Array;
  /** `null` (the text) for what was written while versioning was not enabled. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly modifiedAt: Date;
}

export interface ObjectVersion extends VersionBase {
  readonly kind: 'object';
  readonly sizeBytes: number;
  /** With its quotes. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly headers: StoredHeaders;
}

export interface DeleteMarker extends VersionBase {
  readonly kind: 'delete-marker';
}

export type Version = ObjectVersion | DeleteMarker;

/** A run of an object's bytes: the whole of one blob. */
export interface Segment {
  readonly blob: string;
  readonly sizeBytes: number;
}

const versionRow = object({
  sequence: number(),
  key: instance(Uint8Array),
  version_id: string(),
  is_latest: number(),
  is_delete_marker: number(),
  size_bytes: number(),
  etag: string(),
  checksum_algorithm: picklist(['', 'crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256']),
  checksum_value: string(),
  headers: string(),
  modified_ms: number(),
});

const segmentRows = array(object({ blob: string(), size_bytes: number() }));

/** A row of the table `version` → value. Throws when the row is not one of ours. */
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
    checksum: { algorithm: read.checksum_algorithm, value: read.checksum_value },
    headers: parse(record(string(), string()), JSON.parse(read.headers)),
  };
}

export const readSegments = (rows: unknown): Segment[] =>
  parse(segmentRows, rows).map(({ blob, size_bytes }) => ({ blob, sizeBytes: size_bytes }));
