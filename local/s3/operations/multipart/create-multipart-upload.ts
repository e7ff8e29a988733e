import { randomBytes } from 'node:crypto';
import { createsNoObject } from '../../access.ts';
import { demandKey, encryptionOf, newEncryption } from '../../encryption.ts';
import { refuseConditions } from '../../preconditions.ts';
import { refuseAcls, storedHeaders } from '../../stored-headers.ts';
import { requestedTags, tagContext } from '../../tags.ts';
import { xmlDocument } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { abortHeaders } from './find-upload.ts';
import { requestedChecksum } from './upload-checksum.ts';

/** CreateMultipartUpload: type, metadata and kind of checksum of the object are settled here. */
export async function createMultipartUpload(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, keyBytes, objectArn, store } = call;
  const tags = requestedTags(request);
  await access.demand('s3:PutObject', objectArn, { ...createsNoObject, ...tagContext(tags) });
  if (tags.length > 0) await access.demand('s3:PutObjectTagging', objectArn, tagContext(tags));
  refuseConditions((name) => request.header(name));
  refuseAcls(request);
  const headers = { ...storedHeaders(request), ...newEncryption(call) };
  await demandKey(call, headers, 'kms:GenerateDataKey');
  const checksum = requestedChecksum(request);
  const initiatedAt = call.now();
  const uploadId = newUploadId(initiatedAt);
  store.uploads.insert({ uploadId, bucket: bucket.name, key: keyBytes, checksum, headers, tags, initiatedAt });
  const answer = xmlAnswer(
    xmlDocument('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: uploadId }),
  );
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...abortHeaders(call, initiatedAt),
      ...encryptionOf(headers),
      ...(checksum && {
        'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(),
        'x-amz-checksum-type': checksum.type,
      }),
    },
  };
}

/** Later is greater: ListMultipartUploads sorts by id and by time. The rest cannot be guessed. */
const newUploadId = (now: Date) =>
  `${now.getTime().toString(36).padStart(9, '0')}.${randomBytes(42).toString('base64url').replaceAll('-', '.')}`;
