import { invalidRequest, S3Error } from '../errors.ts';
import { parseRange, type ByteRange } from '../range.ts';
import type { S3Request } from '../request.ts';
import type { ObjectVersion, Segment } from '../store/version-row.ts';
import { partNumberOf } from './multipart/find-upload.ts';

/** The bytes that a GET or HEAD is about. `range` is `undefined` for all of them; `part` is set for `partNumber`. */
export interface Selection {
  readonly range: ByteRange | undefined;
  readonly part: Segment | undefined;
}

/** Selects the bytes. Throws `InvalidRange`, or `InvalidPartNumber` for a part that the object does not have. */
export function selectBytes(request: S3Request, object: ObjectVersion, segments: readonly Segment[]): Selection {
  const partNumber = request.query.get('partNumber');
  if (partNumber === undefined) {
    return { range: parseRange(usableRange(request, object), object.sizeBytes), part: undefined };
  }
  if (request.header('range') !== undefined) {
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  return partOf(object, segments, partNumberOf(partNumber));
}

/** Selects a part. An object that was not uploaded in parts is part 1 of 1. */
function partOf(object: ObjectVersion, segments: readonly Segment[], number: number): Selection {
  const parts = object.partCount > 0 ? segments : whole(object);
  let first = 0;
  for (const part of parts) {
    if (part.number === number) {
      return { part, range: part.sizeBytes === 0 ? undefined : { first, last: first + part.sizeBytes - 1 } };
    }
    first += part.sizeBytes;
  }
  throw new S3Error('InvalidPartNumber', {
    details: { PartNumberRequested: number, ActualPartCount: parts.length },
  });
}

const whole = ({ sizeBytes }: ObjectVersion): readonly Segment[] => [
  { number: 1, blob: '', sizeBytes, checksumValue: '' },
];

/**
 * Returns the range to send. With If-Range a resumed download gets a part of the version that it began with, or else
 * the whole of the present one (RFC 9110).
 */
function usableRange(request: S3Request, object: ObjectVersion): string | undefined {
  const ifRange = request.header('if-range');
  const same = ifRange === undefined || ifRange === object.etag || ifRange === object.modifiedAt.toUTCString();
  return same ? request.header('range') : undefined;
}
