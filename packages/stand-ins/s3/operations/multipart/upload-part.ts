import { createsNoObject } from '../../access.ts';
import { declaredBody, type DeclaredBody } from '../../body/declared-body.ts';
import { receiveBody } from '../../body/receive-body.ts';
import { checksumHeader } from '../../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf } from '../../encryption.ts';
import { refuseConditions } from '../../preconditions.ts';
import { refuseEncryption } from '../../stored-headers.ts';
import type { Upload } from '../../store/upload-row.ts';
import type { Answer, BucketCall } from '../call.ts';
import { findUpload, requestedPartNumber } from './find-upload.ts';
import { storePart } from './store-part.ts';
import { checksumMismatch } from './upload-checksum.ts';
import { checksumOfWhole } from './whole-object.ts';

/** UploadPart: replaces a part of the same number, completely or not at all. */
export async function uploadPart(call: BucketCall): Promise<Answer> {
  const { request, requester, access, objectArn, pool } = call;
  const number = requestedPartNumber(call);
  await access.require('s3:PutObject', objectArn, createsNoObject);
  refuseConditions((name) => request.header(name));
  refuseEncryption(request);
  const upload = findUpload(call);
  await requireKeyAccess(call, upload.headers, 'kms:Decrypt');
  const declared = declaredBody(request, requester);
  checkAlgorithm(upload, declared);
  const { algorithm } = checksumOfWhole(upload);
  const { part, received } = await storePart(call, upload, number, async (blob) => {
    const body = await receiveBody(request, requester, declared, blob, pool, algorithm);
    return { ...body, checksumValue: body.checksum.value };
  });
  // A checksum that is not kept "will only be present if the checksum was provided in the request".
  const answered = upload.checksum ? received.checksum : received.declared;
  return {
    status: 200,
    headers: {
      ETag: `"${part.etagHex}"`,
      ...(answered && { [checksumHeader(answered.algorithm)]: answered.value }),
      ...encryptionOf(upload.headers),
    },
  };
}

/**
 * Throws unless the part has the checksum that the start of the upload asked for. S3 computes a missing checksum of a
 * full-object upload by itself. A start that asked for none lets parts have any, which is checked and not kept.
 */
function checkAlgorithm({ checksum: wanted }: Upload, declared: DeclaredBody): void {
  const given = declared.checksum?.algorithm ?? declared.trailerAlgorithm;
  if (wanted === undefined || given === wanted.algorithm) return;
  if (given === undefined && wanted.type === 'FULL_OBJECT') return;
  throw checksumMismatch(wanted.algorithm, given);
}
