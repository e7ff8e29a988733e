import { createsObject } from '../access.ts';
import { checksumAlgorithms, checksumElement, refuseNotBuilt, type ChecksumAlgorithm } from '../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf, newEtagHex, newEncryption, withoutEncryption } from '../encryption.ts';
import { invalidArgument, invalidRequest, S3Error } from '../errors.ts';
import { checkWriteCondition, writeConditionHeaders } from '../preconditions.ts';
import { refuseAcls, refuseNotBuiltStorage, storedHeaders } from '../stored-headers.ts';
import type { Content } from '../store/object-store.ts';
import type { ObjectVersion } from '../store/version-row.ts';
import { requestedTags } from '../tags.ts';
import { xmlDocument } from '../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { hashBytes } from './copy-bytes.ts';
import { findCopySource, requireSource, type CopySource } from './copy-source.ts';

type Described = Pick<Content, 'headers' | 'tags'>;

const maxBytes = 5 * 1024 ** 3;

/** CopyObject: makes a new object of one piece from the bytes of another one, under the condition of a write. */
export async function copyObject(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, keyBytes, objectArn, store } = call;
  const condition = writeConditionHeaders((name) => request.header(name));
  await access.require('s3:PutObject', objectArn, createsObject);
  if (condition.kind === 'replace') await access.require('s3:GetObject', objectArn);
  refuseAcls(call);
  refuseNotBuiltStorage(request);
  const directive = directiveOf(call, 'metadata');
  const tagging = directiveOf(call, 'tagging');
  const pending = store.pending.begin(bucket, keyBytes);
  try {
    const source = await findCopySource(call);
    checkSource(call, source.object, directive);
    const kept = directive === 'COPY' ? withoutEncryption(source.object.headers) : storedHeaders(request);
    const headers = { ...kept, ...newEncryption(call) };
    await requireKeyAccess(call, headers, 'kms:GenerateDataKey');
    const tags = tagging === 'COPY' ? source.object.tags : requestedTags(request);
    if (tags.length > 0) await requireTagAccess(call, source, tagging);
    const content = await copied(call, source.object, { headers, tags });
    const versionId = await store.put(bucket, keyBytes, content, (current) => {
      requireSource(call, source);
      checkWriteCondition(condition, current, key, pending.deletedMeanwhile);
    });
    return answer(call, content, versionId, source);
  } finally {
    pending.finish();
  }
}

function directiveOf({ request }: BucketCall, what: 'metadata' | 'tagging'): 'COPY' | 'REPLACE' {
  const name = `x-amz-${what}-directive`;
  const value = request.header(name) ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw invalidArgument(`Unknown ${what} directive.`, name, value);
}

/** Throws unless the requester may read the tags of the source and write them to the destination. */
async function requireTagAccess(
  { access, objectArn }: BucketCall,
  { arn }: CopySource,
  directive: string,
): Promise<void> {
  if (directive === 'COPY') await access.require('s3:GetObjectTagging', arn);
  await access.require('s3:PutObjectTagging', objectArn);
}

function checkSource({ bucket, key, request }: BucketCall, source: ObjectVersion, directive: string): void {
  if (source.sizeBytes > maxBytes) {
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${maxBytes}`,
    );
  }
  const isItself =
    source.isLatest && request.header('x-amz-copy-source')?.replace(/^\//, '') === `${bucket.name}/${key}`;
  if (isItself && directive === 'COPY') {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
}

/** Returns the content of a copy. It shares the blobs of its source, which never change. */
async function copied({ request, store }: BucketCall, object: ObjectVersion, described: Described): Promise<Content> {
  const algorithm = wantedAlgorithm(request.header('x-amz-checksum-algorithm')) ?? object.checksum.algorithm;
  const segments = store.metadata.segments(object.sequence);
  const range = { first: 0, last: object.sizeBytes - 1 };
  const { sizeBytes, md5Hex, checksumValue: value } = await hashBytes(store, { object, segments, range, algorithm });
  return {
    sizeBytes,
    etag: `"${newEtagHex(described.headers, md5Hex)}"`,
    checksum: { algorithm, value, type: 'FULL_OBJECT' },
    ...described,
    partCount: 0,
    segments: segments.map((segment, index) => ({ ...segment, number: index + 1, checksumValue: '' })),
  };
}

function wantedAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name !== undefined) refuseNotBuilt(name, 'x-amz-checksum-algorithm');
  const algorithm = checksumAlgorithms.find((known) => known === name?.toLowerCase());
  if (name !== undefined && !algorithm)
    throw new S3Error('InvalidRequest', {
      message: 'Checksum algorithm provided is unsupported. Please try again with any of the valid types.',
    });
  return algorithm;
}

function answer(call: BucketCall, content: Content, versionId: string | undefined, source: CopySource): Answer {
  const { etag, checksum } = content;
  const xml = xmlAnswer(
    xmlDocument('CopyObjectResult', {
      LastModified: new Date(Math.floor(call.now().getTime() / 1000) * 1000).toISOString(),
      ETag: etag,
      [checksumElement(checksum.algorithm)]: checksum.value,
      ChecksumType: checksum.type,
    }),
  );
  return {
    ...xml,
    headers: {
      ...xml.headers,
      ...encryptionOf(content.headers),
      ...(versionId !== undefined && { 'x-amz-version-id': versionId }),
      ...(source.versionId !== undefined && { 'x-amz-copy-source-version-id': source.versionId }),
    },
  };
}
