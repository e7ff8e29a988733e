import type { ReleaseLock, UploadLocks } from '../ports.ts';

/** Locks of one browser. The ports of several tabs share one instance. */
export class MemoryLocks implements UploadLocks {
  readonly #waiting = new Map<string, (() => void)[]>();

  take(name: string): Promise<ReleaseLock | undefined> {
    if (this.#waiting.has(name)) return Promise.resolve(undefined);
    this.#waiting.set(name, []);
    return Promise.resolve(() => this.#release(name));
  }

  async wait(name: string, signal: AbortSignal): Promise<ReleaseLock> {
    const release = await this.take(name);
    if (release) return release;
    return new Promise((resolve, reject) => {
      const turn = () => resolve(() => this.#release(name));
      this.#waiting.get(name)?.push(turn);
      const giveUp = () => {
        const waiting = this.#waiting.get(name);
        if (!waiting?.includes(turn)) return;
        this.#waiting.set(
          name,
          waiting.filter((one) => one !== turn),
        );
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  held(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(this.#waiting.keys()));
  }

  /** Releases the lock a moment later, as browsers do. */
  async #release(name: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    const next = this.#waiting.get(name)?.shift();
    if (next) next();
    else this.#waiting.delete(name);
  }
}
