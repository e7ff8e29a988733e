import type { TransferContext } from '../requests/transfer-context.ts';
import { lockName } from '../upload-record.ts';

/**
 * Resolves when no tab sends the upload any more: the other tab was closed, or it has paused or ended the upload.
 * Rejects with the signal's reason when the signal fires. A page that is being reloaded keeps its locks for a moment,
 * so the new page may find that its own upload is locked at first.
 */
export async function untilFree(
  { ports }: Pick<TransferContext, 'ports'>,
  uploadId: string,
  signal: AbortSignal,
): Promise<void> {
  const release = await ports.locks.wait(lockName(uploadId), signal);
  await release();
}
