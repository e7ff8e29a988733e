import { DownloadFailure } from '../service/download-failure.ts';
import type { FailureReason } from '../service/messages.ts';

/** What the names of the browser's errors mean: https://fs.spec.whatwg.org/ and the checks of Chromium. */
const reasons: Readonly<Record<string, FailureReason>> = {
  QuotaExceededError: 'disk-full',
  NotAllowedError: 'no-permission',
  // A name that the browser does not allow.
  TypeError: 'unstorable',
  // A file in the place of a folder.
  TypeMismatchError: 'unstorable',
  // Safe Browsing, which looks at a file before it gets its name.
  AbortError: 'unstorable',
};

/** Does something on the disk. Rejects with a DownloadFailure, or with the reason of the signal. */
export async function onDisk<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await act();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DownloadFailure) throw error;
    const { name } = error as Partial<Error>;
    throw new DownloadFailure(reasons[name ?? ''] ?? 'unwritable');
  }
}

/**
 * Whether the disk may have refused one file alone: a path that is too long, a file that another program has open, or a folder
 * that is read-only.
 */
export const mayBeOfOneFile = (error: unknown): boolean =>
  error instanceof DownloadFailure && (error.reason === 'unwritable' || error.reason === 'no-permission');
