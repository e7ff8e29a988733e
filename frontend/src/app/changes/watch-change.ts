import type { Change } from '@airlock/contract';
import { filter, firstValueFrom, fromEvent, map, merge, startWith, timer, type Observable } from 'rxjs';

import { ApiError, toApiError } from '../api/api-error.ts';
import { waitAfter } from '../api/wait-after.ts';

const firstPauseMs = 500;
const longestPauseMs = 4_000;

/**
 * Asks about a running change with `show` until it has ended, and hands each answer to `seen`. The pauses between the
 * questions grow to four seconds, and nothing is asked while the page is hidden. A network that is gone or a busy server
 * does not end it. Rejects when `signal` fires, or when the server no longer knows the change.
 */
export async function watchChange(
  show: () => Promise<Change>,
  seen: (change: Change) => void,
  { document, signal }: { document: Document; signal: AbortSignal },
): Promise<void> {
  for (let pauseMs = firstPauseMs, askedMs = 0; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    await until(timer(Math.max(pauseMs, askedMs)), signal);
    await until(visible(document), signal);
    const answer = await answerOf(show);
    signal.throwIfAborted();
    askedMs = answer instanceof ApiError ? waitAfter(answer, 0) : 0;
    if (answer instanceof ApiError) continue;
    seen(answer);
    if (answer.state !== 'running') return;
  }
}

/** Resolves with the answer, or with a failure after which asking again may help. */
async function answerOf(show: () => Promise<Change>): Promise<Change | ApiError> {
  try {
    return await show();
  } catch (thrown) {
    const error = toApiError(thrown);
    if (error.code === 'not-found' || error.code === 'unauthorized') throw error;
    return error;
  }
}

/** Emits once the page can be seen. */
const visible = (document: Document): Observable<unknown> =>
  fromEvent(document, 'visibilitychange').pipe(
    startWith(undefined),
    filter(() => document.visibilityState === 'visible'),
  );

/** Resolves with the first value of `event`. Rejects with the reason of `signal` when it fires first. */
async function until(event: Observable<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const stopped = fromEvent(signal, 'abort').pipe(
    map(() => {
      throw signal.reason;
    }),
  );
  await firstValueFrom(merge(event, stopped));
}
