import { headerNotImplemented, S3Error } from './errors.ts';
import type { ObjectVersion, Version } from './store/version-row.ts';

type ReadHeader = (name: string) => string | undefined;

const failed = (condition: string) => new S3Error('PreconditionFailed', { details: { Condition: condition } });

/**
 * Checks conditional reads: returns `not-modified` (304), throws `PreconditionFailed` (412), or lets the request
 * proceed.
 * If-Match takes precedence over If-Unmodified-Since, and If-None-Match over If-Modified-Since (GetObject, API
 * Reference).
 */
export function readPreconditions(header: ReadHeader, object: ObjectVersion): 'proceed' | 'not-modified' {
  const ifMatch = header('if-match');
  const ifNoneMatch = header('if-none-match');
  const unmodifiedSince = parseDate(header('if-unmodified-since'));
  const modifiedSince = parseDate(header('if-modified-since'));
  const modifiedMs = Math.floor(object.modifiedAt.getTime() / 1000) * 1000;
  if (ifMatch !== undefined) {
    if (!matchesETag(ifMatch, object.etag)) throw failed('If-Match');
  } else if (unmodifiedSince !== undefined && modifiedMs > unmodifiedSince) {
    throw failed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return matchesETag(ifNoneMatch, object.etag) ? 'not-modified' : 'proceed';
  return modifiedSince !== undefined && modifiedMs <= modifiedSince ? 'not-modified' : 'proceed';
}

export type WriteConditionHeaders =
  { readonly kind: 'none' } | { readonly kind: 'create-only' } | { readonly kind: 'replace'; readonly etag: string };

/**
 * Returns the condition of a PutObject or CompleteMultipartUpload. Conditions that S3 does not document for writes are
 * "not implemented", as in S3.
 */
export function writeConditionHeaders(header: ReadHeader): WriteConditionHeaders {
  for (const name of ['if-modified-since', 'if-unmodified-since']) {
    if (header(name) !== undefined) throw headerNotImplemented(name);
  }
  const ifNoneMatch = header('if-none-match');
  const ifMatch = header('if-match');
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*' || ifMatch !== undefined) throw headerNotImplemented('If-None-Match');
    return { kind: 'create-only' };
  }
  if (ifMatch === undefined) return { kind: 'none' };
  if (ifMatch === '*') throw headerNotImplemented('If-Match');
  return { kind: 'replace', etag: ifMatch };
}

/**
 * Throws when a request that creates no object has a condition. S3 documents none for it, and a condition must not be
 * ignored.
 */
export function refuseConditions(header: ReadHeader): void {
  for (const name of ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']) {
    if (header(name) !== undefined) throw headerNotImplemented(name);
  }
}

/**
 * Throws 412, or 404 when an If-Match meets no object; a delete marker is not an object. `hasConflict` says that another
 * operation on the key has happened since the write began, which is 409 even when the condition holds ("Conditional write
 * behavior", User Guide):
 *
 * | condition | the key now | answer |
 * |---|---|---|
 * | If-None-Match: * | has an object | 412 PreconditionFailed |
 * | If-None-Match: * | has none, and its object was deleted meanwhile | 409 ConditionalRequestConflict |
 * | If-Match | has none | 404 NoSuchKey |
 * | If-Match | has another ETag | 412 PreconditionFailed |
 * | If-Match | has this ETag, and was written or deleted meanwhile | 409 ConditionalRequestConflict |
 *
 * The order is as AWS was recorded for CompleteMultipartUpload (LocalStack, test_s3_api.py, TestS3ObjectWritePrecondition).
 */
export function checkWriteCondition(
  condition: WriteConditionHeaders,
  current: Version | undefined,
  key: string,
  hasConflict: boolean,
): void {
  if (condition.kind === 'none') return;
  const name = condition.kind === 'create-only' ? 'If-None-Match' : 'If-Match';
  if (condition.kind === 'create-only') {
    if (current?.kind === 'object') throw failed(name);
  } else {
    if (current?.kind !== 'object') throw new S3Error('NoSuchKey', { details: { Key: key } });
    if (!matchesETag(condition.etag, current.etag)) throw failed(name);
  }
  if (hasConflict) throw new S3Error('ConditionalRequestConflict', { details: { Condition: name, Key: key } });
}

/** Checks a conditional delete: `If-Match` with an ETag, or `*` for "must exist". */
export function checkDeleteCondition(ifMatch: string | undefined, current: Version | undefined, key: string): void {
  if (ifMatch === undefined) return;
  if (!current) throw new S3Error('NoSuchKey', { details: { Key: key } });
  if (current.kind !== 'object' || !matchesETag(ifMatch, current.etag)) throw failed('If-Match');
}

/** Whether a header fits an ETag. The header is a list of ETags, quoted or not (S3 takes both), or `*`. */
export function matchesETag(header: string, etag: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
  return header.split(',').some((candidate) => candidate.trim() === '*' || bare(candidate) === bare(etag));
}

/** Reads a date. A date that cannot be read is ignored, as HTTP demands. */
function parseDate(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
