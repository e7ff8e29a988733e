import { TestBed } from '@angular/core/testing';
import type { MeasureFolderAnswer } from '@airlock/contract';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { FolderSizes } from './folder-sizes.ts';

const api = { measureFolder: jest.fn<ApiClient['measureFolder']>() };
let stop: AbortController;

beforeEach(() => {
  jest.useFakeTimers();
  api.measureFolder.mockReset();
  stop = new AbortController();
  TestBed.configureTestingModule({ providers: [{ provide: API_CLIENT, useValue: api }] });
});
afterEach(() => void jest.useRealTimers());

const measure = () => TestBed.inject(FolderSizes).measure('plans/', stop.signal);
const settle = () => jest.advanceTimersByTimeAsync(0);

it('adds up all answers, and shows the sum so far', async () => {
  const second = Promise.withResolvers<MeasureFolderAnswer>();
  api.measureFolder.mockResolvedValueOnce({ fileCount: 2, totalBytes: 30, cursor: 'next' });
  api.measureFolder.mockReturnValueOnce(second.promise);
  const size = measure();
  expect(size()).toEqual({ kind: 'counting', fileCount: 0, totalBytes: 0 });
  await settle();
  expect(size()).toEqual({ kind: 'counting', fileCount: 2, totalBytes: 30 });
  second.resolve({ fileCount: 1, totalBytes: 5 });
  await settle();
  expect(size()).toEqual({ kind: 'counted', fileCount: 3, totalBytes: 35 });
  expect(api.measureFolder.mock.calls.map(([request]) => request)).toEqual([
    { folder: 'plans/', cursor: undefined },
    { folder: 'plans/', cursor: 'next' },
  ]);
});

it('waits when there are too many requests, and then goes on where it was', async () => {
  api.measureFolder.mockResolvedValueOnce({ fileCount: 2, totalBytes: 30, cursor: 'next' });
  api.measureFolder.mockRejectedValueOnce(new ApiError('too-many-requests', '', undefined, 2_000));
  api.measureFolder.mockResolvedValueOnce({ fileCount: 1, totalBytes: 5 });
  const size = measure();
  await jest.advanceTimersByTimeAsync(1_999);
  expect([size().kind, api.measureFolder.mock.calls.length]).toEqual(['counting', 2]);
  await jest.advanceTimersByTimeAsync(1);
  expect(size()).toEqual({ kind: 'counted', fileCount: 3, totalBytes: 35 });
  expect(api.measureFolder.mock.lastCall?.[0]).toEqual({ folder: 'plans/', cursor: 'next' });
});

it('says what was counted before it failed, and why it did', async () => {
  api.measureFolder.mockResolvedValueOnce({ fileCount: 2, totalBytes: 30, cursor: 'next' });
  api.measureFolder.mockRejectedValueOnce(new ApiError('unavailable', ''));
  const size = measure();
  await settle();
  expect(size()).toMatchObject({ kind: 'failed', fileCount: 2, totalBytes: 30, error: { code: 'unavailable' } });
});

it('is silent once nobody wants to know', async () => {
  api.measureFolder.mockImplementation((_, signal) => Promise.reject(signal?.reason as Error));
  stop.abort();
  const size = measure();
  await settle();
  expect(size().kind).toBe('counting');
});
