import type { Expected, Saved } from './save-verified.ts';

export interface DownloadOrder {
  readonly url: string;
  readonly handle: FileSystemFileHandle;
  readonly expected: Expected;
}

export type DownloadAnswer = Saved | { kind: 'progress'; receivedBytes: number };

/** A picker that the DOM types of TypeScript lack; only Chromium has it. https://wicg.github.io/file-system-access/ */
interface WithSavePicker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

export const canVerify = (window: Window): boolean => 'showSaveFilePicker' in window;

/** Asks where to save a file; must be called within a click. Resolves with `undefined` when the person cancels. */
export async function pickTarget(window: Window, suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  return (window as WithSavePicker).showSaveFilePicker?.({ suggestedName }).catch(() => undefined);
}

/** Time before a worker whose script did not load is started again. */
const againMs = 700;

/** Downloads into `handle` in a worker. Nothing is kept when the download is aborted or fails. */
export function downloadVerified(
  order: DownloadOrder,
  progress: (receivedBytes: number) => void,
  signal: AbortSignal,
): Promise<Saved> {
  const start = () => new Worker(new URL('./download-worker', import.meta.url), { type: 'module' });
  let worker: Worker | undefined;
  const saved = new Promise<Saved>((resolve) => {
    const run = (triesLeft: number): void => {
      let hasSpoken = false;
      worker = start();
      worker.addEventListener('message', ({ data }: MessageEvent<DownloadAnswer>) => {
        hasSpoken = true;
        if (data.kind === 'progress') progress(data.receivedBytes);
        else resolve(data);
      });
      // A worker that ends without a word has not begun: its script did not load.
      worker.addEventListener('error', () => {
        if (hasSpoken || triesLeft === 0 || signal.aborted) resolve({ kind: 'failed' });
        else setTimeout(run, againMs, triesLeft - 1);
      });
      worker.postMessage(order);
    };
    // The browser discards what a worker has written when the worker ends before `close`.
    signal.addEventListener('abort', () => resolve({ kind: 'failed' }), { once: true });
    run(3);
  });
  return saved.then(async (result) => {
    worker?.terminate();
    if (result.kind !== 'verified') await removeEmpty(order.handle);
    return result;
  });
}

/** Removes the empty file that the picker created. A file that existed before is left as it was. */
async function removeEmpty(handle: FileSystemFileHandle & { remove?(): Promise<void> }): Promise<void> {
  const file = await handle.getFile().catch(() => undefined);
  if (file?.size === 0) await handle.remove?.().catch(() => undefined);
}
