import { UploadFailure } from './upload-failure.ts';

/**
 * Reads one byte of a file before the network is blamed: a request with a file that was changed, moved or removed on
 * disk fails exactly like a lost connection. An empty file has no byte to read and passes. Rejects with `UploadFailure`
 * and the reason `unreadable`.
 */
export async function assertReadable(file: Blob): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new UploadFailure('unreadable');
  }
}
