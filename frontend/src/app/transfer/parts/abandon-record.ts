import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import { abandonUpload } from './abandon-upload.ts';

/**
 * Frees what S3 holds of the upload that `record` describes and removes the record, even when the start of the upload
 * was never answered. Does nothing while another tab sends the upload. This tab must no longer send it.
 */
export async function abandonRecord(
  context: TransferContext,
  calls: ApiCalls,
  record: Readonly<UploadRecord>,
  signal: AbortSignal,
): Promise<void> {
  const { uploadId } = record;
  const release = uploadId === undefined ? undefined : await context.ports.locks.take(lockName(uploadId));
  if (uploadId !== undefined && !release) return;
  try {
    await abandonUpload(context, calls, { uploadId, path: record.path, record }, true, signal);
  } finally {
    await release?.();
  }
}
