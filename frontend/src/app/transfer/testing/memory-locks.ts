import type { UploadLocks } from '../ports.ts';

/** Locks of one browser: share one instance between the ports of two "tabs". */
export class MemoryLocks implements UploadLocks {
  readonly #waiting = new Map<string, (() => void)[]>();

  take(name: string): Promise<(() => void) | undefined> {
    if (this.#waiting.has(name)) return Promise.resolve(undefined);
    this.#waiting.set(name, []);
    return Promise.resolve(() => this.#release(name));
  }

  async wait(name: string, signal: AbortSignal): Promise<() => void> {
    const release = await this.take(name);
    if (release) return release;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.#waiting.get(name)?.push(() => resolve(() => this.#release(name)));
    });
  }

  held(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.#waiting.keys()));
  }

  #release(name: string): void {
    const next = this.#waiting.get(name)?.shift();
    if (next) next();
    else this.#waiting.delete(name);
  }
}
