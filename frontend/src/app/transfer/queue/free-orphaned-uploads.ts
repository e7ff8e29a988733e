import { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { abandonUpload } from '../parts/abandon-upload.ts';
import { isEmpty } from '../parts/start-upload.ts';
import { lockName } from '../upload-record.ts';

/**
 * Frees orphaned uploads, which a lost answer to a start left behind. When a connection that was used before breaks,
 * Chromium itself repeats a request, even a POST. S3 then has two uploads of the path, and the page knows only the
 * later one.
 *
 * An upload is orphaned when it has no parts, its path was started here, and nothing here knows it: no row (`isOurs`),
 * no record, no lock, and no other tab that waits for the answer to its start. If another device has started the upload
 * at this very moment, its next part is refused and the device starts again, so nothing can be lost.
 */
export async function freeOrphanedUploads(
  context: TransferContext,
  isOurs: (uploadId: string) => boolean,
): Promise<void> {
  const started = context.started.splice(0);
  const userId = context.ports.session.owner();
  const paths = new Set(started.filter((each) => each.userId === userId).map(({ path }) => path));
  if (userId === undefined || paths.size === 0) return;
  const calls = new ApiCalls(context, userId);
  const terms = { signal: new AbortController().signal, obstacle: () => undefined };
  const { uploads } = await calls.call((api) => api.listUploads(terms.signal), terms);
  // The records are read after the list: an upload that another tab started before the list is now known, or its start
  // is marked in a record.
  const [records, held] = await Promise.all([context.records.of(userId), context.ports.locks.held()]);
  const isKnown = (uploadId: string, path: string): boolean =>
    isOurs(uploadId) ||
    held.has(lockName(uploadId)) ||
    records.some((record) => record.uploadId === uploadId || (record.starting && record.path === path));
  for (const { uploadId, path } of uploads) {
    if (!paths.has(path) || isKnown(uploadId, path) || !(await isEmpty({ calls, uploadId, path }, terms))) continue;
    await abandonUpload(context, calls, { uploadId, path }, false, terms.signal);
  }
}
