import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError, type ApiErrorCode } from '../api/api-error.ts';
import { SignedSource } from './signed-source.ts';

const presignGet = jest.fn<ApiClient['presignGet']>();
const signed = { url: 'https://s3/a', expiresAt: '', sizeBytes: 9, contentType: 'a/b', etag: '"x"' };

beforeEach(() => {
  jest.useFakeTimers();
  presignGet.mockReset().mockResolvedValue(signed);
  TestBed.configureTestingModule({ providers: [{ provide: API_CLIENT, useValue: { presignGet } }] });
});
afterEach(() => void jest.useRealTimers());

const ask = (signal = new AbortController().signal) =>
  TestBed.inject(SignedSource)
    .of({ path: 'a', versionId: undefined }, signal, () => undefined)
    .catch((error: unknown) => error);

describe('SignedSource', () => {
  it.each<ApiErrorCode>(['network', 'unavailable', 'internal', 'too-many-requests'])(
    'asks again after %s',
    async (code) => {
      presignGet.mockRejectedValueOnce(new ApiError(code, ''));
      const answer = ask();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await answer).toMatchObject({ url: 'https://s3/a', sizeBytes: 9 });
    },
  );

  it('waits as long as the server asks', async () => {
    presignGet.mockRejectedValueOnce(new ApiError('too-many-requests', '', undefined, 3_000));
    const answer = ask();
    await jest.advanceTimersByTimeAsync(2_999);
    expect(presignGet).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ url: 'https://s3/a' });
  });

  it.each<ApiErrorCode>(['not-found', 'unauthorized'])('takes %s for an answer', async (code) => {
    presignGet.mockRejectedValueOnce(new ApiError(code, ''));
    expect(await ask()).toMatchObject({ code });
    expect(presignGet).toHaveBeenCalledTimes(1);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    presignGet.mockRejectedValueOnce(new ApiError('network', ''));
    const answer = ask(stop.signal);
    await jest.advanceTimersByTimeAsync(0);
    stop.abort(new Error('enough'));
    expect(await answer).toEqual(new Error('enough'));
    expect(jest.getTimerCount()).toBe(0);
  });
});
