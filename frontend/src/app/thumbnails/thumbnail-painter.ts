import { ScriptAddress as Worker } from '../transfer/browser/script-address.ts';
import type { ThumbnailAnswer, ThumbnailOrder } from './thumbnail-messages.ts';

const script = () => new Worker(new URL('./thumbnail-worker', import.meta.url)).trusted;
const start = () => new globalThis.Worker(script(), { type: 'module' });

/** A picture that takes longer is given up, and the worker with it: it may never end. */
const patienceMs = 10_000;

/** Draws thumbnails in a worker, which is started with the first. */
export class ThumbnailPainter {
  readonly #waiting = new Map<number, (picture: Blob | undefined) => void>();
  #worker: globalThis.Worker | undefined;
  #lastId = 0;

  /** Resolves with the thumbnail, or with nothing when none can be drawn. */
  async paint(bytes: ArrayBuffer, isWhole: boolean): Promise<Blob | undefined> {
    const id = (this.#lastId += 1);
    const timer = setTimeout(() => this.#end(), patienceMs);
    try {
      return await new Promise((resolve) => {
        this.#waiting.set(id, resolve);
        this.#running().postMessage({ id, bytes, isWhole } satisfies ThumbnailOrder, [bytes]);
      });
    } catch {
      // No worker can run here.
      return undefined;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  #running(): globalThis.Worker {
    if (this.#worker) return this.#worker;
    const worker = (this.#worker = start());
    worker.addEventListener('message', ({ data: { id, picture } }: MessageEvent<ThumbnailAnswer>) =>
      this.#waiting.get(id)?.(picture),
    );
    worker.addEventListener('error', () => {
      if (worker === this.#worker) this.#end();
    });
    return worker;
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const resolve of this.#waiting.values()) resolve(undefined);
  }
}
