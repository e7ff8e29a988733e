import type { Expected, Saved } from './save-verified.ts';

export interface DownloadOrder {
  readonly url: string;
  readonly handle: FileSystemFileHandle;
  readonly expected: Expected;
}

export type DownloadAnswer = Saved | { kind: 'progress'; receivedBytes: number };

/** Not in TypeScript's DOM types; Chromium only. https://wicg.github.io/file-system-access/ */
interface WithSavePicker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

export const canVerify = (window: Window): boolean => 'showSaveFilePicker' in window;

/** Asks where to save; must be called within a click. `undefined` when the person changed their mind. */
export async function pickTarget(window: Window, suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  return (window as WithSavePicker).showSaveFilePicker?.({ suggestedName }).catch(() => undefined);
}

/** Downloads into `handle` in a worker. Aborting keeps nothing, like every failure. */
export function downloadVerified(
  order: DownloadOrder,
  progress: (receivedBytes: number) => void,
  signal: AbortSignal,
): Promise<Saved> {
  const worker = new Worker(new URL('./download-worker', import.meta.url), { type: 'module' });
  const saved = new Promise<Saved>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<DownloadAnswer>) => {
      if (data.kind === 'progress') progress(data.receivedBytes);
      else resolve(data);
    });
    worker.addEventListener('error', () => resolve({ kind: 'failed' }));
    // The browser throws away what a worker had written when it ends before `close`.
    signal.addEventListener('abort', () => resolve({ kind: 'failed' }), { once: true });
    worker.postMessage(order);
  });
  return saved.then(async (result) => {
    worker.terminate();
    if (result.kind !== 'verified') await removeEmpty(order.handle);
    return result;
  });
}

/** The picker made an empty file under the name when there was none. A file that was there before is left as it was. */
async function removeEmpty(handle: FileSystemFileHandle & { remove?(): Promise<void> }): Promise<void> {
  const file = await handle.getFile().catch(() => undefined);
  if (file?.size === 0) await handle.remove?.().catch(() => undefined);
}
