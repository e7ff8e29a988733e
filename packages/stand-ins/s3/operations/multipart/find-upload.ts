import { invalidArgument, S3Error } from '../../errors.ts';
import { plannedAbort } from '../../lifecycle-rules.ts';
import type { Upload } from '../../store/upload-row.ts';
import type { BucketCall } from '../call.ts';

export const maxPartNumber = 10_000;

/** Finds the open upload that the query names, of this very key. Throws `NoSuchUpload`. */
export function findUpload({ request, store, bucket, keyBytes }: BucketCall): Upload {
  const uploadId = request.query.get('uploadId') ?? '';
  const upload = store.uploads.find(bucket.name, keyBytes, uploadId);
  if (!upload) throw new S3Error('NoSuchUpload', { details: { UploadId: uploadId } });
  return upload;
}

/**
 * Returns the headers that say when the bucket's lifecycle will abort the upload: `x-amz-abort-date` and the rule, as
 * in the answer of CreateMultipartUpload.
 */
export function abortHeaders({ bucket, keyBytes }: BucketCall, initiatedAt: Date): Record<string, string> {
  const due = plannedAbort(bucket.lifecycle, keyBytes, initiatedAt);
  if (!due) return {};
  return {
    'x-amz-abort-date': due.date.toUTCString(),
    ...(due.ruleId !== undefined && { 'x-amz-abort-rule-id': due.ruleId }),
  };
}

/** Returns `partNumber` of the query. Throws `InvalidArgument`. */
export const requestedPartNumber = ({ request }: BucketCall): number =>
  partNumberOf(request.query.get('partNumber') ?? '');

/** Returns a number from 1 to 10,000. Throws `InvalidArgument`. */
export function partNumberOf(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= maxPartNumber) return number;
  const message = `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`;
  throw invalidArgument(message, 'partNumber', text);
}
