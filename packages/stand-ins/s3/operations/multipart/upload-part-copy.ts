import { createsNoObject } from '../../access.ts';
import { checksumElement } from '../../checksum-algorithms.ts';
import { requireKeyAccess, encryptionOf } from '../../encryption.ts';
import { invalidArgument, invalidRequest } from '../../errors.ts';
import { refuseConditions } from '../../preconditions.ts';
import type { ByteRange } from '../../range.ts';
import { refuseEncryption } from '../../stored-headers.ts';
import { xmlDocument } from '../../xml.ts';
import { xmlAnswer, type Answer, type BucketCall } from '../call.ts';
import { copyBytes, hashBytes, wholeSegment, type BytesToCopy } from '../copy-bytes.ts';
import { findCopySource, requireSource, type CopySource } from '../copy-source.ts';
import type { Upload } from '../../store/upload-row.ts';
import { findUpload, requestedPartNumber } from './find-upload.ts';
import { sharePart, storePart } from './store-part.ts';
import { checksumOfWhole } from './whole-object.ts';

const maxBytes = 5 * 1024 ** 3;

/** UploadPartCopy: makes a part of an open upload from bytes of an object. */
export async function uploadPartCopy(call: BucketCall): Promise<Answer> {
  const { request, access, objectArn, store } = call;
  const number = requestedPartNumber(call);
  await access.require('s3:PutObject', objectArn, createsNoObject);
  refuseConditions((name) => request.header(name));
  refuseEncryption(request);
  const upload = findUpload(call);
  const { checksum, headers } = upload;
  await requireKeyAccess(call, headers, 'kms:Decrypt');
  const source = await findCopySource(call);
  const range = copyRange(request.header('x-amz-copy-source-range'), source.object.sizeBytes);
  const { algorithm } = checksumOfWhole(upload);
  const segments = store.metadata.segments(source.object.sequence);
  const part = await copiedPart(call, upload, number, source, { object: source.object, segments, range, algorithm });
  const xml = xmlAnswer(
    xmlDocument('CopyPartResult', {
      LastModified: new Date(Math.floor(part.modifiedAt.getTime() / 1000) * 1000).toISOString(),
      ETag: `"${part.etagHex}"`,
      ...(checksum && { [checksumElement(algorithm)]: part.checksumValue }),
    }),
  );

  return {
    ...xml,
    headers: {
      ...xml.headers,
      ...encryptionOf(headers),
      ...(source.versionId !== undefined && { 'x-amz-copy-source-version-id': source.versionId }),
    },
  };
}

/** Makes the part. It shares the blob whose bytes are exactly those that it copies; other bytes are copied. */
async function copiedPart(call: BucketCall, upload: Upload, number: number, source: CopySource, bytes: BytesToCopy) {
  const blob = wholeSegment(bytes)?.blob;
  if (blob === undefined) {
    return (await storePart(call, upload, number, (incoming) => copyBytes(call.store, bytes, incoming))).part;
  }
  const copied = await hashBytes(call.store, bytes);
  return sharePart(call, upload, { number, blob, copied }, () => requireSource(call, source));
}

/**
 * Returns the range of "bytes=first-last"; both must be given and lie in the object (UploadPartCopy, API Reference).
 */
function copyRange(header: string | undefined, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d+)-(\d+)$/.exec(header ?? `bytes=0-${Math.max(sizeBytes - 1, 0)}`);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || first > last) {
    const message =
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
    throw invalidArgument(message, 'x-amz-copy-source-range', header ?? '');
  }
  if (header !== undefined && last >= sizeBytes) {
    const message = `Range specified is not valid for source object of size: ${sizeBytes}`;
    throw invalidArgument(message, 'x-amz-copy-source-range', header);
  }
  const end = sizeBytes === 0 ? -1 : last;
  if (end - first + 1 > maxBytes) {
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${maxBytes}`,
    );
  }
  return { first, last: end };
}
