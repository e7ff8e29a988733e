import type { ApiCalls, CallOptions } from '../requests/api-calls.ts';
import { listParts, UploadGone } from './list-parts.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import type { UploadRecord } from '../upload-record.ts';

/**
 * Starts an upload and resolves with its id. The record is written first: when the answer is lost, the upload is still
 * found and not started twice.
 */
export async function startUpload(
  { records, started }: Pick<TransferContext, 'records' | 'started'>,
  calls: ApiCalls,
  record: UploadRecord,
  terms: CallOptions,
): Promise<string> {
  const { userId, path, sizeBytes, contentType, replaces } = record;
  const request = { path, sizeBytes, contentType, ...(replaces !== undefined && { replaces }) };
  const unseen = () => startedUnseen({ records }, calls, record, terms);
  const before = record.starting ? await unseen() : undefined;
  if (before !== undefined) return before;
  await records.save({ ...record, starting: true });
  started.push({ userId, path });
  return calls.call(async (api) => (await api.startUpload(request, terms.signal)).uploadId, terms, unseen);
}

/**
 * Resolves with the id of an upload whose start was never answered, or with `undefined` when there is none. It is an
 * upload of the same path that no record knows and that has no parts. If another device has started it at this very
 * moment, both send the same parts, or complete-upload refuses the mixture by its checksum.
 */
export async function startedUnseen(
  { records }: Pick<TransferContext, 'records'>,
  calls: ApiCalls,
  { userId, path }: Pick<UploadRecord, 'userId' | 'path'>,
  terms: CallOptions,
): Promise<string | undefined> {
  const { uploads } = await calls.call((api) => api.listUploads(terms.signal), terms);
  const own = await records.of(userId);
  const known = new Set(own.flatMap((record) => [record.uploadId, record.outdatedId]));
  const candidates = uploads
    .filter((upload) => upload.path === path && !known.has(upload.uploadId))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  for (const { uploadId } of candidates) if (await isEmpty({ calls, uploadId, path }, terms)) return uploadId;
  return undefined;
}

export async function isEmpty(
  upload: { calls: ApiCalls; uploadId: string; path: string },
  terms: CallOptions,
): Promise<boolean> {
  try {
    return (await listParts(upload, terms)).length === 0;
  } catch (error) {
    if (error instanceof UploadGone) return false;
    throw error;
  }
}
