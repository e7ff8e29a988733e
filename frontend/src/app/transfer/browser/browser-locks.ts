import type { ReleaseLock, UploadLocks } from '../ports.ts';

/**
 * Implements locks with the Web Locks API. When the tab that holds a lock is closed or crashes, the browser gives the
 * lock to the next tab within moments.
 */
export function browserLocks(manager: LockManager = navigator.locks): UploadLocks {
  return {
    take: (name) => request(manager, name, { ifAvailable: true }),
    wait: async (name, signal) => {
      const release = await request(manager, name, { signal });
      if (!release) throw new Error('The lock was not granted.');
      return release;
    },
    held: async () => new Set((await manager.query()).held?.flatMap(({ name }) => (name === undefined ? [] : [name]))),
  };
}

/**
 * Requests a lock. The Web Locks API holds a lock while a callback runs; this function returns a function that releases
 * it.
 */
function request(manager: LockManager, name: string, options: LockOptions): Promise<ReleaseLock | undefined> {
  return new Promise((resolve, reject) => {
    const over: Promise<unknown> = manager.request(name, options, (lock) => {
      if (!lock) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((end) => {
        resolve(async () => {
          end();
          await over;
        });
      });
    });
    over.catch(reject);
  });
}
