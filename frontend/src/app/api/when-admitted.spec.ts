import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ApiError, type ApiErrorCode } from './api-error.ts';
import { whenAdmitted } from './when-admitted.ts';

const call = jest.fn<() => Promise<string>>();
let stop: AbortController;

beforeEach(() => {
  jest.useFakeTimers();
  call.mockReset();
  stop = new AbortController();
});
afterEach(() => void jest.useRealTimers());

const refusal = (retryAfterMs?: number) => new ApiError('too-many-requests', '', undefined, retryAfterMs);

describe('a call that is refused because there are too many', () => {
  it('is made again after a second, or when the server says', async () => {
    call.mockRejectedValueOnce(refusal()).mockRejectedValueOnce(refusal(7_000)).mockResolvedValue('answer');
    const answer = whenAdmitted(call, stop.signal);
    await jest.advanceTimersByTimeAsync(999);
    expect(call).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(call).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(6_999);
    expect(call).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(1);
    await expect(answer).resolves.toBe('answer');
    expect(call).toHaveBeenCalledTimes(3);
  });

  it('waits longer each time, and gives up after half a minute', async () => {
    call.mockImplementation(() => Promise.reject(refusal(0)));
    const answer = whenAdmitted(call, stop.signal).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(30_999);
    expect(call).toHaveBeenCalledTimes(5);
    await jest.advanceTimersByTimeAsync(1);
    expect(call).toHaveBeenCalledTimes(6);
    await expect(answer).resolves.toMatchObject({ code: 'too-many-requests' });
  });

  it('is not made again once nobody wants it', async () => {
    call.mockRejectedValue(refusal());
    const answer = whenAdmitted(call, stop.signal).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(500);
    stop.abort();
    await expect(answer).resolves.toMatchObject({ name: 'AbortError' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(call).toHaveBeenCalledTimes(1);
  });
});

it.each<ApiErrorCode>(['unavailable', 'network', 'not-found', 'unauthorized'])(
  '“%s” is no matter of waiting here',
  async (code) => {
    call.mockRejectedValue(new ApiError(code, ''));
    await expect(whenAdmitted(call, stop.signal)).rejects.toMatchObject({ code });
    expect(call).toHaveBeenCalledTimes(1);
  },
);
