import type { ServerResponse } from 'node:http';
import { checksumHeader } from '../checksum-algorithms.ts';
import { operationNotImplemented } from '../errors.ts';
import { readPreconditions } from '../preconditions.ts';
import { parseRange, type ByteRange } from '../range.ts';
import { responseOverrides } from '../stored-headers.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { ObjectVersion, Segment } from '../store/version-row.ts';
import type { Answer, BucketCall } from './call.ts';
import { findObject } from './find-version.ts';
import { sendFiles, type FilePart } from './send-files.ts';

/** GetObject and HeadObject: the same answer, with and without the bytes. */
export async function getObject(call: BucketCall): Promise<Answer> {
  const { request, access, store } = call;
  if (request.query.has('partNumber')) throw operationNotImplemented('partNumber');
  const overrides = responseOverrides(request, access.isAnonymous);
  const object = await findObject(call);
  const always = identity(call, object);
  if (readPreconditions((name) => request.header(name), object) === 'not-modified') {
    return { status: 304, headers: always };
  }
  const range = parseRange(usableRange(call, object), object.sizeBytes);
  const { first, last } = range ?? { first: 0, last: object.sizeBytes - 1 };
  const headers = {
    ...always,
    ...object.headers,
    ...overrides,
    ...checksum(call, object, range),
    'Accept-Ranges': 'bytes',
    'Content-Length': String(last - first + 1),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${object.sizeBytes}` }),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || object.sizeBytes === 0) return { status, headers };
  // Opened before the headers go out: from here on a delete cannot take the bytes away.
  const files = await openSegments(store, store.metadata.segments(object.sequence), { first, last });
  return { status, headers, body: (response) => send(files, response) };
}

function identity({ bucket }: BucketCall, object: ObjectVersion): Record<string, string> {
  return {
    ETag: object.etag,
    'Last-Modified': object.modifiedAt.toUTCString(),
    'x-amz-server-side-encryption': 'AES256',
    ...(bucket.versioning !== 'never' && { 'x-amz-version-id': object.versionId }),
  };
}

/** The checksum is that of all bytes, so it is not sent with some of them. */
function checksum({ request }: BucketCall, object: ObjectVersion, range: ByteRange | undefined) {
  if (range || request.header('x-amz-checksum-mode')?.toUpperCase() !== 'ENABLED') return {};
  const { algorithm, value } = object.checksum;
  return { [checksumHeader(algorithm)]: value, 'x-amz-checksum-type': 'FULL_OBJECT' };
}

/** A resumed download asks with If-Range: a part of what it began with, or else all of what is there now (RFC 9110). */
function usableRange({ request }: BucketCall, object: ObjectVersion): string | undefined {
  const ifRange = request.header('if-range');
  const same = ifRange === undefined || ifRange === object.etag || ifRange === object.modifiedAt.toUTCString();
  return same ? request.header('range') : undefined;
}

async function openSegments(store: ObjectStore, segments: readonly Segment[], range: ByteRange): Promise<FilePart[]> {
  const opened: FilePart[] = [];
  let offset = 0;
  try {
    for (const segment of segments) {
      const start = Math.max(range.first - offset, 0);
      const end = Math.min(range.last - offset, segment.sizeBytes - 1);
      if (start <= end) opened.push({ file: await store.openBlob(segment), start, end });
      offset += segment.sizeBytes;
    }
  } catch (error) {
    await Promise.all(opened.map(({ file }) => file.close()));
    throw error;
  }
  return opened;
}

async function send(segments: readonly FilePart[], response: ServerResponse): Promise<void> {
  try {
    await sendFiles(segments, response);
    response.end();
  } finally {
    await Promise.all(segments.map(({ file }) => file.close()));
  }
}
