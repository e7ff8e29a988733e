import { notAuthorized } from './errors.ts';
import type { AttemptStore } from './store/attempt-store.ts';

const freeFailures = 5;
const longestLockMs = 15 * 60 * 1000;
const forgetAfterMs = 15 * 60 * 1000;

/**
 * Locks a name after failed sign-ins ("Lockout behavior for failed sign-in attempts", developer guide). The fifth
 * failure locks for one second, and each further one for twice as long, up to about 15 minutes. Attempts during a lock
 * are refused and do not count. A success after the lock, or 15 minutes without an attempt, starts the count again.
 * Unknown names are counted too; otherwise the lock would tell which names exist.
 */
export class LockOut {
  readonly #attempts: AttemptStore;
  readonly #now: () => Date;

  constructor(attempts: AttemptStore, now: () => Date) {
    this.#attempts = attempts;
    this.#now = now;
  }

  /** Throws while `name` is locked. */
  check(name: string): void {
    const now = this.#now().getTime();
    const known = this.#attempts.find(name);
    if (!known) return;
    if (now < known.lockedUntil) {
      this.#attempts.save(name, { ...known, lastAt: now });
      throw notAuthorized('Password attempts exceeded');
    }
    if (now - known.lastAt >= forgetAfterMs) this.#attempts.remove(name, now - forgetAfterMs);
  }

  failed(name: string): void {
    const now = this.#now().getTime();
    const failures = (this.#attempts.find(name)?.failures ?? 0) + 1;
    this.#attempts.save(name, { failures, lockedUntil: now + lockMs(failures), lastAt: now });
  }

  succeeded(name: string): void {
    this.#attempts.remove(name, this.#now().getTime() - forgetAfterMs);
  }
}

/** Returns 2^(n-5) seconds, in milliseconds, for the n-th failure. */
function lockMs(failures: number): number {
  return failures < freeFailures ? 0 : Math.min(1000 * 2 ** (failures - freeFailures), longestLockMs);
}
