import type { ReleaseLock, UploadLocks } from '../ports.ts';

/** Web Locks: the browser gives a lock on within moments when the tab that holds it is closed or crashes. */
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

/** Turns the callback that Web Locks hold a lock for into a function that releases it. */
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
