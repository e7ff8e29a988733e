import { createsObject } from '../access.ts';
import { declaredBody } from '../body/declared-body.ts';
import { receiveBody, type ReceivedBody } from '../body/receive-body.ts';
import { checksumHeader } from '../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf, newEtagHex, newEncryption } from '../encryption.ts';
import { checkWriteCondition, writeConditionHeaders } from '../preconditions.ts';
import { refuseAcls, refuseNotBuiltStorage, storedHeaders } from '../stored-headers.ts';
import type { IncomingBlob } from '../store/blob-store.ts';
import type { Content } from '../store/object-store.ts';
import type { WriteCondition } from '../store/write-condition.ts';
import { requestedTags, tagContext } from '../tags.ts';
import type { Answer, BucketCall } from './call.ts';

/** PutObject. Everything that can be refused without the body is refused before it is read. */
export async function putObject(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, keyBytes, objectArn, store } = call;
  const condition = writeConditionHeaders((name) => request.header(name));
  const tags = requestedTags(request);
  await access.require('s3:PutObject', objectArn, { ...createsObject, ...tagContext(tags) });
  if (tags.length > 0) await access.require('s3:PutObjectTagging', objectArn, tagContext(tags));
  // "To perform conditional writes with the If-Match header you must have s3:PutObject and s3:GetObject permissions."
  if (condition.kind === 'replace') await access.require('s3:GetObject', objectArn);
  refuseAcls(call);
  refuseNotBuiltStorage(request);
  const headers = { ...storedHeaders(request), ...newEncryption(call) };
  await requireKeyAccess(call, headers, 'kms:GenerateDataKey');
  const declared = declaredBody(request, call.requester);
  const pending = store.pending.begin(bucket, keyBytes);
  try {
    checkWriteCondition(condition, store.metadata.latest(bucket.name, keyBytes), key, false);
    const blob = await store.createBlob();
    try {
      const received = await receiveBody(request, call.requester, declared, blob, call.pool);
      return await publish(call, blob, received, { headers, tags }, (current) =>
        checkWriteCondition(condition, current, key, pending.deletedMeanwhile),
      );
    } catch (error) {
      await blob.discard();
      throw error;
    }
  } finally {
    pending.finish();
  }
}

async function publish(
  { bucket, keyBytes, store }: BucketCall,
  blob: IncomingBlob,
  received: ReceivedBody,
  described: Pick<Content, 'headers' | 'tags'>,
  condition: WriteCondition,
): Promise<Answer> {
  const { sizeBytes, md5Hex, checksum } = received;
  const etag = `"${newEtagHex(described.headers, md5Hex)}"`;
  const content = {
    sizeBytes,
    etag,
    checksum: { ...checksum, type: 'FULL_OBJECT' },
    ...described,
    partCount: 0,
    segments: [{ number: 1, blob: blob.name, sizeBytes, checksumValue: '' }],
  } as const;
  await blob.publish();
  const versionId = await store.put(bucket, keyBytes, content, condition);
  return {
    status: 200,
    headers: {
      ETag: etag,
      [checksumHeader(checksum.algorithm)]: checksum.value,
      'x-amz-checksum-type': 'FULL_OBJECT',
      ...encryptionOf(described.headers),
      ...(versionId !== undefined && { 'x-amz-version-id': versionId }),
    },
  };
}
