import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { listParts, UploadGone } from './list-parts.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { Unfinished } from '../upload-record.ts';
import { startedUnseen } from './start-upload.ts';

const mostAborts = 6;
/** Time in milliseconds after which parts that were cut off have either arrived or never will. */
const settledAfterMs = 2_000;

/** An upload to give up. Its id is unknown while the answer to its start is. */
type Abandoned = Pick<Unfinished, 'path' | 'record'> & { uploadId: string | undefined };

/**
 * Frees what S3 holds of an upload, also of one that it has taken the place of, and then removes its record, in this
 * order, so that a crash in between loses nothing.
 */
export async function abandonUpload(
  context: TransferContext,
  calls: ApiCalls,
  { uploadId, path, record }: Abandoned,
  /** Whether parts were cut off a moment ago. */
  cutOff: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { records } = context;
  const terms = { signal, obstacle: () => undefined };
  if (record) await records.save({ ...record, discarded: true });
  const unseen = record?.starting ? await startedUnseen(context, calls, record, terms) : undefined;
  for (const id of new Set([uploadId, record?.outdatedId, unseen])) {
    if (id !== undefined) await free(context, { calls, uploadId: id, path }, cutOff, terms);
  }
  if (record) await records.remove(record.key);
}

/**
 * A part that was in flight may finish after the abort and be kept, so the abort is repeated until S3 no longer knows the
 * upload: https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
 */
async function free(
  { ports: { clock } }: TransferContext,
  { calls, uploadId, path }: { calls: ApiCalls; uploadId: string; path: string },
  cutOff: boolean,
  terms: CallOptions,
): Promise<void> {
  const { signal } = terms;
  for (let aborts = 1; aborts <= mostAborts; aborts += 1) {
    await calls.call((api) => api.abortUpload({ uploadId, path }, signal), terms);
    if (cutOff) await clock.wait(settledAfterMs, signal);
    if (await isGone({ calls, uploadId, path }, terms)) break;
    cutOff = true;
  }
}

async function isGone(
  upload: { calls: ApiCalls; uploadId: string; path: string },
  terms: CallOptions,
): Promise<boolean> {
  try {
    await listParts(upload, terms);
    return false;
  } catch (error) {
    if (error instanceof UploadGone) return true;
    throw error;
  }
}
