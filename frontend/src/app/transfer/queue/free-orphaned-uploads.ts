import { ApiCalls } from '../requests/api-calls.ts';
import type { TransferContext } from '../requests/transfer-context.ts';
import { abandonUpload } from '../parts/abandon-upload.ts';
import { isEmpty } from '../parts/start-upload.ts';
import { lockName } from '../upload-record.ts';

/**
 * Frees what a lost answer to a start left behind. When a connection that it used before breaks, Chromium repeats a request
 * by itself, a POST too: S3 then has two uploads of the path, and the page knows the later one only.
 *
 * One is such a stray when it holds nothing, its path was started here, and nobody here knows it: no row (`isOurs`), no
 * record, no lock, and no start of another tab that waits for its answer. Should another device have begun it in this very
 * moment, its next part is told so and it starts again; there is nothing that could be lost.
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
  // Only then the records: an upload that another tab started before the list is known by now, or its start is marked.
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
