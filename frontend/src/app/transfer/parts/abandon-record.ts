import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { lockName, type UploadRecord } from '../upload-record.ts';
import { abandonUpload } from './abandon-upload.ts';
import { startedUnseen } from './start-upload.ts';

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
    await free(context, calls, { ...record, discarded: true }, signal);
  } finally {
    await release?.();
  }
}

async function free(context: TransferContext, calls: ApiCalls, record: UploadRecord, signal: AbortSignal) {
  const { key, path, starting } = record;
  const options = { signal, obstacle: () => undefined };
  await context.records.save(record);
  const findStarted = () => (starting ? startedUnseen(context, calls, record, options) : undefined);
  const uploadId = record.uploadId ?? (await findStarted());
  if (uploadId === undefined) return context.records.remove(key);
  await abandonUpload(context, calls, { uploadId, path, record }, true, signal);
}
