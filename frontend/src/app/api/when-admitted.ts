import { firstValueFrom, fromEvent, merge, timer } from 'rxjs';

import { ApiError } from './api-error.ts';
import { waitAfter } from './wait-after.ts';

const firstPauseMs = 1_000;
const mostTries = 6;

/**
 * Makes a call, and makes it again while the server says that there are too many requests: after growing pauses, or later when
 * the server asks for it. Rejects with any other failure, with the last refusal after half a minute, and when `signal` fires.
 */
export async function whenAdmitted<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1, pauseMs = firstPauseMs; ; tries += 1, pauseMs *= 2) {
    try {
      return await call();
    } catch (error) {
      const isRefused = error instanceof ApiError && error.code === 'too-many-requests';
      if (!isRefused || tries === mostTries) throw error;
      await firstValueFrom(merge(timer(waitAfter(error, pauseMs)), fromEvent(signal, 'abort')));
      signal.throwIfAborted();
    }
  }
}
