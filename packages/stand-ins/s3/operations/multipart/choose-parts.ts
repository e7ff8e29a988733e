import { checksumAlgorithms, checksumElement } from '../../checksum-algorithms.ts';
import { invalidArgument, invalidRequest, S3Error } from '../../errors.ts';
import { matchesETag } from '../../preconditions.ts';
import type { Part, Upload } from '../../store/upload-row.ts';
import type { CompletedPart } from './completed-parts.ts';

const minPartBytes = 5 * 1024 * 1024;

/**
 * Returns the parts that the client lists, in the client's order. Throws what CompleteMultipartUpload documents for a
 * wrong list.
 */
export function chooseParts(upload: Upload, parts: readonly Part[], listed: readonly CompletedPart[]): readonly Part[] {
  checkOrder(upload, listed);
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  const chosen = listed.map((line) => {
    const part = byNumber.get(line.PartNumber);
    if (!part || !matchesETag(line.ETag, `"${part.etagHex}"`)) throw invalidPart(upload, line);
    checkChecksum(upload, line, part);
    return part;
  });
  for (const { number, sizeBytes, etagHex } of chosen.slice(0, -1)) {
    if (sizeBytes >= minPartBytes) continue;
    throw new S3Error('EntityTooSmall', {
      details: { ProposedSize: sizeBytes, MinSizeAllowed: minPartBytes, PartNumber: number, ETag: etagHex },
    });
  }
  return chosen;
}

function checkOrder({ uploadId, checksum }: Upload, listed: readonly CompletedPart[]): void {
  let previous = 0;
  for (const { PartNumber: number } of listed) {
    if (number < 1) throw invalidArgument('PartNumber must be >= 1', 'PartNumber', String(number));
    // "When a additional checksum is applied to each part, the PartNumber must start at 1 and … be consecutive."
    const isNext = checksum?.type === 'COMPOSITE' ? number === previous + 1 : number > previous;
    if (!isNext) throw new S3Error('InvalidPartOrder', { details: { UploadId: uploadId } });
    previous = number;
  }
}

/**
 * Checks the checksum of a listed part. A composite checksum is made from the checksums that the client lists.
 * Otherwise the client may leave checksums out, but not give wrong ones, and none at all when the start of the upload named no
 * algorithm (aws-sdk-java-v2 issue 6518).
 */
function checkChecksum(upload: Upload, line: CompletedPart, part: Part): void {
  const { checksum } = upload;
  const given = checksumAlgorithms.filter((algorithm) => checksumOf(line, algorithm) !== undefined);
  if (checksum?.type === 'COMPOSITE' && !given.includes(checksum.algorithm)) {
    throw invalidRequest(
      `The upload was created using a ${checksum.algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  }
  if (
    given.some((algorithm) => algorithm !== checksum?.algorithm || checksumOf(line, algorithm) !== part.checksumValue)
  ) {
    throw invalidPart(upload, line);
  }
}

const checksumOf = (line: CompletedPart, algorithm: (typeof checksumAlgorithms)[number]): string | undefined => {
  const value: unknown = Reflect.get(line, checksumElement(algorithm));
  return typeof value === 'string' ? value : undefined;
};

const invalidPart = ({ uploadId }: Upload, { PartNumber, ETag }: CompletedPart) =>
  new S3Error('InvalidPart', { details: { UploadId: uploadId, PartNumber, ETag } });
