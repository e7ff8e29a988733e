import { createsNoObject } from '../../access.ts';
import { declaredBody, type DeclaredBody } from '../../body/declared-body.ts';
import { receiveBody } from '../../body/receive-body.ts';
import { checksumHeader } from '../../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf, newEtagHex } from '../../encryption.ts';
import { refuseConditions } from '../../preconditions.ts';
import { refuseEncryption } from '../../stored-headers.ts';
import type { IncomingBlob } from '../../store/blob-store.ts';
import type { Part, Upload } from '../../store/upload-row.ts';
import type { Answer, BucketCall } from '../call.ts';
import { findUpload, requestedPartNumber } from './find-upload.ts';
import { checksumMismatch } from './upload-checksum.ts';

/** UploadPart: replaces a part of the same number, completely or not at all. */
export async function uploadPart(call: BucketCall): Promise<Answer> {
  const { request, access, objectArn, store } = call;
  const number = requestedPartNumber(call);
  await access.require('s3:PutObject', objectArn, createsNoObject);
  refuseConditions((name) => request.header(name));
  refuseEncryption(request);
  const upload = findUpload(call);
  await requireKeyAccess(call, upload.headers, 'kms:Decrypt');
  const declared = declaredBody(request, call.requester);
  checkAlgorithm(upload, declared);
  const blob = await store.createBlob();
  let replaced: readonly string[];
  let part: Part;
  try {
    part = await receivePart(call, upload, number, declared, blob);
    await blob.publish();
    // The upload is looked up again: it may have been completed or aborted while the body arrived.
    replaced = store.putPart(() => findUpload(call), part);
  } catch (error) {
    await blob.discard();
    throw error;
  }
  await store.removeBlobs(replaced);
  return {
    status: 200,
    headers: {
      ETag: `"${part.etagHex}"`,
      ...(upload.checksum && { [checksumHeader(upload.checksum.algorithm)]: part.checksumValue }),
      ...encryptionOf(upload.headers),
    },
  };
}

async function receivePart(
  call: BucketCall,
  { checksum: wanted, headers }: Upload,
  number: number,
  declared: DeclaredBody,
  blob: IncomingBlob,
): Promise<Part> {
  const algorithm = wanted?.algorithm ?? 'crc64nvme';
  const { sizeBytes, md5Hex, checksum } = await receiveBody(
    call.request,
    call.requester,
    declared,
    blob,
    call.pool,
    algorithm,
  );
  const modifiedAt = call.now();
  const etagHex = newEtagHex(headers, md5Hex);
  return { number, blob: blob.name, sizeBytes, etagHex, checksumValue: checksum.value, modifiedAt };
}

/**
 * Throws unless the part has the checksum that the start of the upload asked for. S3 computes a missing checksum of a
 * full-object upload by itself.
 */
function checkAlgorithm({ checksum: wanted }: Upload, declared: DeclaredBody): void {
  const given = declared.checksum?.algorithm ?? declared.trailerAlgorithm;
  if (given === wanted?.algorithm) return;
  if (given === undefined && wanted?.type === 'FULL_OBJECT') return;
  throw checksumMismatch(wanted?.algorithm, given);
}
