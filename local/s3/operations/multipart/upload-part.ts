import { createsNoObject } from '../../access.ts';
import { declaredBody, type DeclaredBody } from '../../body/declared-body.ts';
import { receiveBody, type ReceivedBody } from '../../body/receive-body.ts';
import { checksumHeader } from '../../checksum-algorithms.ts';
import { refuseConditions } from '../../preconditions.ts';
import { refuseEncryptionOfPart } from '../../stored-headers.ts';
import type { Upload } from '../../store/upload-row.ts';
import type { Answer, BucketCall } from '../call.ts';
import { findUpload, requestedPartNumber } from './find-upload.ts';
import { checksumMismatch } from './upload-checksum.ts';

/** UploadPart: replaces a part of the same number, whole or not at all. */
export async function uploadPart(call: BucketCall): Promise<Answer> {
  const { request, access, objectArn, store } = call;
  const number = requestedPartNumber(call);
  await access.demand('s3:PutObject', objectArn, createsNoObject);
  refuseConditions((name) => request.header(name));
  refuseEncryptionOfPart(request);
  const upload = findUpload(call);
  const declared = declaredBody(request, call.caller);
  checkAlgorithm(upload, declared);
  const blob = await store.createBlob();
  let replaced: readonly string[];
  let received: ReceivedBody;
  const algorithm = upload.checksum?.algorithm ?? 'crc64nvme';
  try {
    received = await receiveBody(request, call.caller, declared, blob, call.pool, algorithm);
    await blob.publish();
    const { sizeBytes, md5Hex, checksum } = received;
    const part = { number, blob: blob.name, sizeBytes, md5Hex, checksumValue: checksum.value, modifiedAt: call.now() };
    // Looked for again: the upload may have been completed or aborted while the body was on its way.
    replaced = store.putPart(() => findUpload(call), part);
  } catch (error) {
    await blob.discard();
    throw error;
  }
  await store.removeBlobs(replaced);
  return {
    status: 200,
    headers: {
      ETag: `"${received.md5Hex}"`,
      ...(upload.checksum && { [checksumHeader(algorithm)]: received.checksum.value }),
      'x-amz-server-side-encryption': 'AES256',
    },
  };
}

/** A part has the checksum that was asked for at the start; only one of the full object S3 computes by itself. */
function checkAlgorithm({ checksum: wanted }: Upload, declared: DeclaredBody): void {
  const given = declared.checksum?.algorithm ?? declared.trailerAlgorithm;
  if (given === wanted?.algorithm) return;
  if (given === undefined && wanted?.type === 'FULL_OBJECT') return;
  throw checksumMismatch(wanted?.algorithm, given);
}
