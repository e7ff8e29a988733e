import { abandonUpload } from '../parts/abandon-upload.ts';
import { listParts } from '../parts/list-parts.ts';
import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { Entry } from './upload-entry.ts';
import { lockName, type Unfinished, type UploadRecord } from '../upload-record.ts';

/**
 * What S3 has of this person's unfinished uploads, joined with what this browser remembers of them. Records of uploads
 * that S3 does not know any more are removed: nothing is left to go on from. Those that were given up, but not freed
 * before the page was left, are freed now.
 */
export async function findUnfinished(
  context: TransferContext,
  calls: ApiCalls,
  userId: string,
  signal: AbortSignal,
): Promise<Unfinished[]> {
  const { records, ports } = context;
  const terms = { signal, obstacle: () => undefined };
  // The records first: an upload that starts between the two questions is then only missing, never taken for gone.
  const known = await records.of(userId);
  const [{ uploads }, held] = await Promise.all([
    calls.call((api) => api.listUploads(signal), terms),
    ports.locks.held(),
  ]);
  const open = new Set(uploads.map(({ uploadId }) => uploadId));
  for (const { key, uploadId } of known) if (uploadId !== undefined && !open.has(uploadId)) await records.remove(key);
  return uploads.flatMap(({ uploadId, path, startedAt }): Unfinished[] => {
    const record = recordOf(known, uploadId, path);
    if (record?.discarded) {
      void abandonUpload(context, calls, { uploadId, path, record }, false, signal).catch(() => undefined);
      return [];
    }
    const kind = held.has(lockName(uploadId)) ? 'elsewhere' : record?.handle ? 'has-file' : 'needs-file';
    const ours = record && { record, sizeBytes: record.sizeBytes };
    return [{ key: record?.key ?? uploadId, path, uploadId, startedAtMs: Date.parse(startedAt), kind, ...ours }];
  });
}

/** How much S3 has of `unfinished`; going on with it in the next moments does not ask once more. */
export async function arrivedBytes(
  { listed }: Pick<TransferContext, 'listed'>,
  calls: ApiCalls,
  { uploadId, path, kind }: Unfinished,
  signal: AbortSignal,
): Promise<number> {
  const parts = await listParts({ calls, uploadId, path }, { signal, obstacle: () => undefined });
  // What another tab sends is more with each moment.
  if (kind !== 'elsewhere') listed.keep(uploadId, parts);
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Frees what S3 holds of `unfinished` and forgets it. Rejects when another tab sends it right now. */
export async function discardUnfinished(
  context: TransferContext,
  calls: ApiCalls,
  unfinished: Unfinished,
  signal: AbortSignal,
): Promise<void> {
  const release = await context.ports.locks.take(lockName(unfinished.uploadId));
  if (!release) throw new Error('Another tab is sending it.');
  try {
    await abandonUpload(context, calls, unfinished, false, signal);
  } finally {
    await release();
  }
}

/** A record without an id is that of an upload whose start was never answered. */
const recordOf = (known: readonly UploadRecord[], uploadId: string, path: string): UploadRecord | undefined =>
  known.find((record) => record.uploadId === uploadId) ??
  known.find((record) => record.starting && record.path === path);

/** The record of an earlier visit that `file` looks like; whether it is the same, its content will show. */
export async function findRecord(
  { records }: Pick<TransferContext, 'records'>,
  { userId, path, file }: Pick<Entry, 'userId' | 'path' | 'file'>,
): Promise<UploadRecord | undefined> {
  const known = await records.of(userId);
  return known.find(
    (record) =>
      !record.discarded &&
      record.path === path &&
      record.name === file.name &&
      record.sizeBytes === file.size &&
      record.lastModified === file.lastModified,
  );
}
