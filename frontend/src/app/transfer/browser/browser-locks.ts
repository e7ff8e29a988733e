import type { ReleaseLock, UploadLocks } from '../ports.ts';
import { pageLocks } from './page-locks.ts';

/**
 * Implements locks with the Web Locks API. When the tab that holds a lock is closed or crashes, the browser gives the
 * lock to the next tab within moments. Where the browser has no Web Locks or denies them, tabs know nothing of each
 * other, and each has its own locks.
 */
export function browserLocks(manager = managerOf(navigator)): UploadLocks {
  const own = pageLocks();
  if (!manager) return own;
  return {
    take: (name) => request(manager, name, { ifAvailable: true }).catch(unlessDenied(() => own.take(name))),
    wait: async (name, signal) => {
      const release = await request(manager, name, { signal }).catch(unlessDenied(() => own.wait(name, signal)));
      if (!release) throw new Error('The lock was not granted.');
      return release;
    },
    held: async () => {
      const { held = [] } = await manager.query().catch(unlessDenied(() => ({ held: [] })));
      return new Set([...held.flatMap(({ name }) => name ?? []), ...(await own.held())]);
    },
  };
}

const managerOf = ({ locks }: Partial<Navigator>): LockManager | undefined => locks;

/** Returns what to do with a rejection: `otherwise` when the browser denies Web Locks to this page. */
const unlessDenied =
  <T>(otherwise: () => T) =>
  (error: unknown): T => {
    if (error instanceof DOMException && error.name === 'SecurityError') return otherwise();
    throw error;
  };

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
