import { isCrc } from '@airlock/checksum';

import { checksumAlgorithms, refuseNotBuilt, type ChecksumType } from '../../checksum-algorithms.ts';
import { invalidRequest } from '../../errors.ts';
import type { S3Request } from '../../request.ts';
import type { UploadChecksum } from '../../store/upload-row.ts';

/**
 * Returns the checksum that CreateMultipartUpload asks for. CRC64NVME always covers the full object, SHA-1 and SHA-256
 * are always composite, CRC32 and CRC32C are composite unless the request says otherwise ("Checking object integrity in
 * Amazon S3").
 */
export function requestedChecksum(request: S3Request): UploadChecksum | undefined {
  const name = request.header('x-amz-checksum-algorithm')?.toLowerCase();
  const typeName = request.header('x-amz-checksum-type')?.toUpperCase();
  if (name === undefined) {
    if (typeName === undefined) return undefined;
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
  }
  refuseNotBuilt(name, 'x-amz-checksum-algorithm');
  const algorithm = checksumAlgorithms.find((known) => known === name);
  if (!algorithm) {
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types.');
  }
  const type = typeName === undefined ? defaultType(algorithm) : readType(typeName);
  if (type === 'COMPOSITE' ? algorithm !== 'crc64nvme' : isCrc(algorithm)) return { algorithm, type };
  throw invalidRequest(`The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`);
}

const defaultType = (algorithm: string): ChecksumType => (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');

function readType(text: string): ChecksumType {
  if (text === 'FULL_OBJECT' || text === 'COMPOSITE') return text;
  throw invalidRequest('Value for x-amz-checksum-type header is invalid.');
}

/** Returns S3's error for another algorithm. S3 writes "null" where there is none. */
export const checksumMismatch = (expected: string | undefined, actual: string | undefined) =>
  invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected ?? 'null'}, actual checksum Type: ${actual ?? 'null'}`,
  );
