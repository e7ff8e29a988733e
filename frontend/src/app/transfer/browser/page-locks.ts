import type { ReleaseLock, UploadLocks } from '../ports.ts';

/**
 * Locks of this page alone, for a browser that has no Web Locks here: it keeps them to secure origins, and may deny
 * them where it blocks storage.
 */
export function pageLocks(): UploadLocks {
  /** Who waits for each lock that is held. */
  const held = new Map<string, Set<() => void>>();
  const take = (name: string): ReleaseLock | undefined => {
    if (held.has(name)) return undefined;
    held.set(name, new Set());
    return () => {
      release(name);
      return Promise.resolve();
    };
  };
  const release = (name: string): void => {
    const waiting = held.get(name) ?? new Set();
    held.delete(name);
    for (const next of waiting) next();
  };
  return {
    take: (name) => Promise.resolve(take(name)),
    async wait(name, signal) {
      for (;;) {
        signal.throwIfAborted();
        const release = take(name);
        if (release) return release;
        await untilFree(held.get(name), signal);
      }
    },
    held: () => Promise.resolve(new Set(held.keys())),
  };
}

/** Resolves when the lock with these waiters is released, or when the signal fires. */
function untilFree(waiting: Set<() => void> | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      waiting?.delete(go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    waiting?.add(go);
    signal.addEventListener('abort', go);
  });
}
