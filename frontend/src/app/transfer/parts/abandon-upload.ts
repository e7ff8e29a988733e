import type { ApiCalls } from '../requests/api-calls.ts';
import { listParts, UploadGone } from './list-parts.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { Unfinished } from '../upload-record.ts';

const mostAborts = 6;
/** Time in milliseconds after which parts that were cut off have either arrived or never will. */
const settledAfterMs = 2_000;

/**
 * Frees what S3 holds of an upload and then removes its record, in this order, so that a crash in between loses
 * nothing. A part that was in flight may finish after the abort and be kept, so the abort is repeated until S3 no
 * longer knows the upload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
 */
export async function abandonUpload(
  { ports: { clock }, records }: TransferContext,
  calls: ApiCalls,
  { uploadId, path, record }: Pick<Unfinished, 'uploadId' | 'path' | 'record'>,
  /** Whether parts were cut off a moment ago. */
  cutOff: boolean,
  signal: AbortSignal,
): Promise<void> {
  const terms = { signal, obstacle: () => undefined };
  if (record) await records.save({ ...record, discarded: true });
  for (let aborts = 1; aborts <= mostAborts; aborts += 1) {
    await calls.call((api) => api.abortUpload({ uploadId, path }, signal), terms);
    if (cutOff) await clock.wait(settledAfterMs, signal);
    if (await isGone({ calls, uploadId, path }, terms)) break;
    cutOff = true;
  }
  if (record) await records.remove(record.key);
}

async function isGone(
  upload: { calls: ApiCalls; uploadId: string; path: string },
  terms: { signal: AbortSignal; obstacle: () => undefined },
): Promise<boolean> {
  try {
    await listParts(upload, terms);
    return false;
  } catch (error) {
    if (error instanceof UploadGone) return true;
    throw error;
  }
}
