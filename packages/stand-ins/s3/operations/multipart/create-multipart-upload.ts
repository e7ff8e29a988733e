import { createsNoObject } from '../../access.ts';
import { requireKeyAccess, encryptionOf, newEncryption } from '../../encryption.ts';
import { refuseConditions } from '../../preconditions.ts';
import { refuseAcls, refuseNotBuiltStorage, storedHeaders } from '../../stored-headers.ts';
import { requestedTags, tagContext } from '../../tags.ts';
import { xmlDocument } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { abortHeaders } from './find-upload.ts';
import { requestedChecksum } from './upload-checksum.ts';

/** CreateMultipartUpload: settles type, metadata and kind of checksum of the object. */
export async function createMultipartUpload(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, keyBytes, objectArn, store } = call;
  const tags = requestedTags(request);
  await access.require('s3:PutObject', objectArn, { ...createsNoObject, ...tagContext(tags) });
  if (tags.length > 0) await access.require('s3:PutObjectTagging', objectArn, tagContext(tags));
  refuseConditions((name) => request.header(name));
  refuseAcls(call);
  refuseNotBuiltStorage(request);
  const headers = { ...storedHeaders(request), ...newEncryption(call) };
  await requireKeyAccess(call, headers, 'kms:GenerateDataKey');
  const checksum = requestedChecksum(request);
  const initiatedAt = call.now();
  const upload = { bucket: bucket.name, key: keyBytes, checksum, headers, tags, initiatedAt };
  const uploadId = store.uploads.insert(upload);
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
