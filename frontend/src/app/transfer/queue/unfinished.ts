import { abandonUpload } from '../parts/abandon-upload.ts';
import { listParts } from '../parts/list-parts.ts';
import type { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { Entry } from './upload-entry.ts';
import { lockName, type Unfinished, type UploadRecord } from '../upload-record.ts';

/**
 * Resolves with the unfinished uploads of this person that S3 lists, joined with the records of this browser. Removes
 * the records of uploads that S3 no longer knows, because they cannot be resumed. Frees the uploads that the person
 * discarded and that were not freed before the page was left.
 */
export async function findUnfinished(
  context: TransferContext,
  calls: ApiCalls,
  userId: string,
  signal: AbortSignal,
): Promise<Unfinished[]> {
  const { records, ports } = context;
  const terms = { signal, obstacle: () => undefined };
  // The records are read before the list: an upload that starts in between is then only missing, and never taken for
  // gone.
  const known = await records.of(userId);
  const { uploads } = await calls.call((api) => api.listUploads(signal), terms);
  // The locks are read after it, so that they name the uploads that other tabs have started in between.
  const held = await ports.locks.held();
  const open = new Set(uploads.map(({ uploadId }) => uploadId));
  for (const record of known) if (isGone(record, open, held)) await records.remove(record.key);
  return uploads.flatMap(({ uploadId, path, startedAt }): Unfinished[] => {
    const record = recordOf(known, uploadId, path);
    if (record && !record.discarded && hasAnother(record, uploadId, open)) {
      // An upload that S3 takes no more is freed. One whose start was not answered yet is found when the file is sent.
      if (uploadId === record.outdatedId)
        void abandonUpload(context, calls, { uploadId, path }, false, signal).catch(() => undefined);
      return [];
    }
    if (record?.discarded) {
      void abandonUpload(context, calls, { uploadId, path, record }, false, signal).catch(() => undefined);
      return [];
    }
    const kind = held.has(lockName(uploadId)) ? 'elsewhere' : record?.handle ? 'has-file' : 'needs-file';
    const ours = record && { record, sizeBytes: record.sizeBytes };
    return [{ key: record?.key ?? uploadId, path, uploadId, startedAtMs: Date.parse(startedAt), kind, ...ours }];
  });
}

/**
 * Resolves with the number of bytes that S3 has of `unfinished`. The parts are kept for a moment, so that resuming does
 * not request them again.
 */
export async function arrivedBytes(
  { listed }: Pick<TransferContext, 'listed'>,
  calls: ApiCalls,
  { uploadId, path, kind, record }: Unfinished,
  signal: AbortSignal,
): Promise<number> {
  if (uploadId === record?.outdatedId) return 0;
  const parts = await listParts({ calls, uploadId, path }, { signal, obstacle: () => undefined });
  // While another tab sends the upload, its parts change all the time.
  if (kind !== 'elsewhere') listed.keep(uploadId, parts);
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Frees what S3 holds of `unfinished` and removes its record. Rejects when another tab is sending it. */
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

/**
 * Returns whether S3 no longer knows the upload of a record. Nobody knows it while the answer to its start is missing, and
 * a tab that sends the file may have started another one since the record was read.
 */
const isGone = ({ uploadId, starting }: UploadRecord, open: ReadonlySet<string>, held: ReadonlySet<string>): boolean =>
  uploadId !== undefined && !starting && !open.has(uploadId) && !held.has(lockName(uploadId));

/** Returns whether S3 has another upload of `record` than this one, which is the one to go on with. */
const hasAnother = (record: UploadRecord, uploadId: string, open: ReadonlySet<string>): boolean =>
  record.uploadId !== undefined && record.uploadId !== uploadId && open.has(record.uploadId);

/** Returns the record of an upload. A record that waits for an answer belongs to an upload of its path. */
const recordOf = (known: readonly UploadRecord[], uploadId: string, path: string): UploadRecord | undefined =>
  known.find((record) => record.uploadId === uploadId || record.outdatedId === uploadId) ??
  known.find((record) => record.starting && record.path === path);

/**
 * Resolves with the record of an earlier visit that `file` seems to belong to. Only the content shows whether the file
 * is the same.
 */
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
