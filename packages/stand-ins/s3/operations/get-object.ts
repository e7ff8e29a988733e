import type { ServerResponse } from 'node:http';

import { checksumHeader } from '../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf } from '../encryption.ts';
import { readPreconditions } from '../preconditions.ts';
import type { ByteRange } from '../range.ts';
import type { S3Request } from '../request.ts';
import { refuseEncryption, responseOverrides } from '../stored-headers.ts';
import type { ObjectVersion, Segment } from '../store/version-row.ts';
import type { Answer, BucketCall } from './call.ts';
import { findObject } from './find-version.ts';
import { openSegments } from './open-segments.ts';
import { selectBytes } from './select-bytes.ts';
import { sendFiles, type FileRange } from './send-files.ts';

/** GetObject and HeadObject: the same answer, with and without the bytes. */
export async function getObject(call: BucketCall): Promise<Answer> {
  const { request, access, store } = call;
  const overrides = responseOverrides(request, access.isAnonymous);
  const object = await findObject(call);
  refuseEncryption(request);
  if (isDecrypted(call)) await requireKeyAccess(call, object.headers, 'kms:Decrypt');
  const always = identity(call, object);
  if (readPreconditions((name) => request.header(name), object) === 'not-modified') {
    return { status: 304, headers: always };
  }
  const segments = store.metadata.segments(object.sequence);
  const { range, part } = selectBytes(request, object, segments);
  const { first, last } = range ?? { first: 0, last: object.sizeBytes - 1 };
  const headers = {
    ...always,
    ...object.headers,
    ...overrides,
    ...checksum(call, object, range, part),
    ...(await tagCount(call, object)),
    'Accept-Ranges': 'bytes',
    'Content-Length': String(last - first + 1),
    ...(part && object.partCount > 0 && { 'x-amz-mp-parts-count': String(object.partCount) }),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${object.sizeBytes}` }),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || object.sizeBytes === 0) return { status, headers };
  // The files are opened before the headers are sent: from here on a delete cannot take the bytes away.
  const files = await openSegments(store, segments, { first, last });
  return { status, headers, body: (response) => send(files, response) };
}

/**
 * Whether the answer needs the decrypted object. HEAD describes an object without opening it, except for its checksum.
 */
const isDecrypted = ({ request }: BucketCall): boolean => request.method !== 'HEAD' || wantsChecksum(request);

const wantsChecksum = (request: S3Request): boolean =>
  request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';

function identity({ bucket }: BucketCall, object: ObjectVersion): Record<string, string> {
  return {
    ETag: object.etag,
    'Last-Modified': object.modifiedAt.toUTCString(),
    ...encryptionOf(object.headers),
    ...(bucket.versioning !== 'never' && { 'x-amz-version-id': object.versionId }),
  };
}

/** Returns the checksum of the bytes that are sent: of all of them, or of a part that has its own. */
function checksum({ request }: BucketCall, object: ObjectVersion, range: ByteRange | undefined, part?: Segment) {
  if (!wantsChecksum(request)) return {};
  const { algorithm, type, value: whole } = object.checksum;
  const value = part && object.partCount > 0 ? part.checksumValue : whole;
  if (value === '' || (range && !part)) return {};
  return { [checksumHeader(algorithm)]: value, 'x-amz-checksum-type': type };
}

/** "The number of tags, if any, on the object, when you have the relevant permission to read object tags." */
async function tagCount({ access, objectArn }: BucketCall, { tags }: ObjectVersion) {
  if (tags.length === 0 || !(await access.allows('s3:GetObjectTagging', objectArn))) return {};
  return { 'x-amz-tagging-count': String(tags.length) };
}

async function send(segments: readonly FileRange[], response: ServerResponse): Promise<void> {
  try {
    await sendFiles(segments, response);
    response.end();
  } finally {
    await Promise.all(segments.map(({ file }) => file.close()));
  }
}
