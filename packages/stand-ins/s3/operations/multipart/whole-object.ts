import { createHash } from 'node:crypto';

import { CrcSum, isCrc } from '@airlock/checksum';

import { invalidChecksum } from '../../body/declared-body.ts';
import type { HashSet } from '../../body/hash-set.ts';
import {
  checksumAlgorithms,
  checksumHeader,
  isChecksumValue,
  refuseNotBuiltHeaders,
  type ChecksumAlgorithm,
  type ObjectChecksum,
} from '../../checksum-algorithms.ts';
import { invalidRequest, S3Error } from '../../errors.ts';
import type { S3Request } from '../../request.ts';
import type { Content } from '../../store/object-store.ts';
import type { Part, Upload, UploadChecksum } from '../../store/upload-row.ts';
import { checksumMismatch } from './upload-checksum.ts';

/** Returns the checksum of the whole. When the upload asked for none, S3 gives the object a CRC64NVME. */
export const checksumOfWhole = ({ checksum }: Upload): UploadChecksum =>
  checksum ?? { algorithm: 'crc64nvme', type: 'FULL_OBJECT' };

/**
 * Returns what the parts make together; `composite` hashes by the algorithm of the upload. Throws when the request
 * expects another size or checksum.
 */
export function wholeObject(request: S3Request, upload: Upload, parts: readonly Part[], composite: HashSet): Content {
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const checksum = wholeChecksum(checksumOfWhole(upload), parts, composite);
  checkSize(request, sizeBytes);
  checkChecksum(request, checksum, parts.length);
  const md5 = createHash('md5');
  for (const { etagHex } of parts) md5.update(etagHex, 'hex');
  const etag = `"${md5.digest('hex')}-${parts.length}"`;
  const { headers, tags } = upload;
  return { sizeBytes, etag, checksum, headers, tags, partCount: parts.length, segments: [] };
}

function wholeChecksum({ algorithm, type }: UploadChecksum, parts: readonly Part[], composite: HashSet) {
  if (type === 'FULL_OBJECT') {
    if (!isCrc(algorithm)) throw new Error(`Checksums of ${algorithm} cannot be combined.`);
    const sum = new CrcSum(algorithm);
    for (const { checksumValue, sizeBytes } of parts) sum.add(checksumValue, sizeBytes);
    return { algorithm, type, value: sum.value };
  }
  for (const { checksumValue } of parts) composite.update(Buffer.from(checksumValue, 'base64'));
  return { algorithm, type, value: `${composite.digest()[algorithm] ?? ''}-${parts.length}` };
}

function checkSize(request: S3Request, sizeBytes: number): void {
  const name = 'x-amz-mp-object-size';
  const expected = request.header(name);
  if (expected === undefined) return;
  if (!/^\d{1,15}$/.test(expected)) throw invalidRequest(`Value for ${name} header is invalid.`);
  if (Number(expected) === sizeBytes) return;
  throw invalidRequest(
    `The provided '${name}' header value ${expected} does not match what was computed: ${sizeBytes}`,
  );
}

/** Checks the checksum of the whole and its kind as the client states them. Neither changes the object. */
function checkChecksum(request: S3Request, { algorithm, type, value }: ObjectChecksum, partCount: number): void {
  const wantedType = request.header('x-amz-checksum-type');
  if (wantedType !== undefined && wantedType.toUpperCase() !== type) {
    throw new S3Error('BadDigest', { message: `The checksum type of this upload is ${type}.` });
  }
  refuseNotBuiltHeaders((name) => request.header(name));
  for (const given of checksumAlgorithms) {
    const header = request.header(checksumHeader(given));
    if (header === undefined) continue;
    if (given !== algorithm) throw checksumMismatch(algorithm, given);
    const bare = type === 'COMPOSITE' ? header.replace(new RegExp(`-${partCount}$`), '') : header;
    if (!isChecksumValue(given, bare)) throw invalidChecksum(given, 'header');
    if (bare !== bareValue(value)) throw wrongChecksum(given);
  }
}

const bareValue = (value: string) => value.replace(/-\d+$/, '');

const wrongChecksum = (algorithm: ChecksumAlgorithm) =>
  new S3Error('BadDigest', {
    message: `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
  });
