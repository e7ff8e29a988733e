import type { ApiCalls, CallTerms } from './api-calls.ts';
import type { Traffic } from './traffic.ts';
import type { UploadRecord } from './upload-record.ts';

/**
 * Starts an upload and returns its id. The record is written first: should the answer be lost, the upload is still found
 * and not begun twice.
 */
export async function startUpload(
  { records }: Pick<Traffic, 'records'>,
  calls: ApiCalls,
  record: UploadRecord,
  terms: CallTerms,
): Promise<string> {
  const { signal } = terms;
  const { path, sizeBytes, contentType, replaces } = record;
  const request = { path, sizeBytes, contentType, ...(replaces !== undefined && { replaces }) };
  await records.save(record);
  return calls.call(
    async (api) => (await api.startUpload(request, signal)).uploadId,
    terms,
    () => startedUnseen({ records }, calls, record, terms),
  );
}

/** The answer was lost, the upload perhaps not: one of this path that nobody here knows and that is empty is ours. */
async function startedUnseen(
  { records }: Pick<Traffic, 'records'>,
  calls: ApiCalls,
  { userId, path }: UploadRecord,
  terms: CallTerms,
): Promise<string | undefined> {
  const { uploads } = await calls.call((api) => api.listUploads(terms.signal), terms);
  const known = new Set((await records.of(userId)).map((record) => record.uploadId));
  const candidates = uploads
    .filter((upload) => upload.path === path && !known.has(upload.uploadId))
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  for (const { uploadId } of candidates) {
    const { parts } = await calls.call((api) => api.listParts({ uploadId, path }, terms.signal), terms);
    if (parts.length === 0) return uploadId;
  }
  return undefined;
}
