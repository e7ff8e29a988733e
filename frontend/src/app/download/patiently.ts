import { toApiError } from '../api/api-error.ts';
import { waitAfter } from '../api/wait-after.ts';
import { browserClock, browserNetwork } from '../transfer/browser/browser-clock.ts';
import { isPassing } from './service/download-failure.ts';

const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Makes a call of the API, and again for a while when it fails: a network that is away must not end everything that waits
 * for it. Waits while the browser is offline. `retrying` is called before each wait. Rejects with the error of `call`, or with
 * the reason of the signal.
 */
export async function patiently<T>(call: () => Promise<T>, signal: AbortSignal, retrying: () => void): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    if (!browserNetwork.isUp()) {
      retrying();
      await browserNetwork.waitUntilUp(signal);
    }
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      const refusal = toApiError(error);
      const waitMs = waitsMs[failures];
      if (waitMs === undefined || !isPassing(refusal.code)) throw error;
      retrying();
      await browserClock.wait(waitAfter(refusal, waitMs), signal);
    }
  }
}
