import { checksumElement } from '../../checksum-algorithms.ts';
import { requireKeyAccess } from '../../encryption.ts';
import { xmlDocument } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { nonNegative, pageLimit } from '../list-parameters.ts';
import { abortHeaders, findUpload } from './find-upload.ts';

/** ListParts: lists the stored parts of an open upload by number, a page at a time. */
export async function listParts(call: BucketCall): Promise<Answer> {
  const { request, access, bucket, key, objectArn, store, accountId } = call;
  await access.require('s3:ListMultipartUploadParts', objectArn);
  const maxParts = pageLimit(request.query, 'max-parts');
  const marker = nonNegative(request.query, 'part-number-marker') ?? 0;
  const { sequence, uploadId, checksum, headers, initiatedAt } = findUpload(call);
  await requireKeyAccess(call, headers, 'kms:Decrypt');
  const found = maxParts === 0 ? [] : store.uploads.parts(sequence, marker, maxParts + 1);
  const parts = found.slice(0, maxParts);
  const answer = xmlAnswer(
    xmlDocument('ListPartsResult', {
      Bucket: bucket.name,
      Key: key,
      UploadId: uploadId,
      Initiator: { ID: accountId },
      Owner: { ID: accountId },
      StorageClass: 'STANDARD',
      PartNumberMarker: marker,
      // "When a list is truncated": a paginator of the SDK goes on for as long as there is a marker.
      ...(found.length > parts.length && { NextPartNumberMarker: parts.at(-1)?.number }),
      MaxParts: maxParts,
      IsTruncated: found.length > parts.length,
      ...(checksum && { ChecksumAlgorithm: checksum.algorithm.toUpperCase(), ChecksumType: checksum.type }),
      Part: parts.map((part) => ({
        PartNumber: part.number,
        LastModified: part.modifiedAt.toISOString(),
        ETag: `"${part.etagHex}"`,
        Size: part.sizeBytes,
        ...(checksum && { [checksumElement(checksum.algorithm)]: part.checksumValue }),
      })),
    }),
  );
  return { ...answer, headers: { ...answer.headers, ...abortHeaders(call, initiatedAt) } };
}
