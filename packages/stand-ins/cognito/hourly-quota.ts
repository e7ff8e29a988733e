import { CognitoError } from './errors.ts';
import type { QuotaStore } from './store/quota-store.ts';

/** The strictest number that AWS allows: "In a given hour, we allow between 5 and 20 attempts" (developer guide). */
const perHour = 5;
const hourMs = 3_600_000;

/**
 * Counts how often in an hour somebody requests a code or enters a wrong one. Unknown names are counted too; otherwise
 * the quota would tell which names exist.
 */
export class HourlyQuota {
  readonly #quotas: QuotaStore;
  readonly #now: () => Date;

  constructor(quotas: QuotaStore, now: () => Date) {
    this.#quotas = quotas;
    this.#now = now;
  }

  /** Throws LimitExceededException when `name` has been counted five times. */
  check(name: string): void {
    const known = this.#quotas.find(name, this.#now().getTime());
    if (known && known.used >= perHour) throw limitExceeded();
  }

  count(name: string): void {
    const now = this.#now().getTime();
    const { used, endsAt } = this.#quotas.find(name, now) ?? { used: 0, endsAt: now + hourMs };
    this.#quotas.save(name, { used: used + 1, endsAt }, now);
  }

  forget(name: string): void {
    this.#quotas.remove(name);
  }
}

const limitExceeded = () =>
  new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
