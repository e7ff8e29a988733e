import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { SESSION_STATE, type SessionState } from '../api/session-state.ts';
import { Downloads } from './downloads.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const presignGet = jest.fn<ApiClient['presignGet']>();
let clicked: string[];
let downloads: Downloads;

beforeEach(() => {
  jest.useFakeTimers();
  clicked = [];
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    clicked.push(this.href);
  });
  presignGet.mockReset().mockImplementation(({ path }) =>
    Promise.resolve({
      url: `https://files.example/${path}`,
      expiresAt: '',
      sizeBytes: 1,
      contentType: 'a/b',
      etag: '"x"',
    }),
  );
  session.set(anna);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: { presignGet } },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  downloads = TestBed.inject(Downloads);
});
afterEach(() => {
  jest.useRealTimers();
});

describe('Downloads', () => {
  it('navigates to the signed attachment, so that no byte passes through the page', async () => {
    await downloads.download(['a']);
    expect(presignGet).toHaveBeenCalledWith({ path: 'a', disposition: 'attachment' });
    expect(clicked).toEqual(['https://files.example/a']);
  });

  it('downloads one version, or says why not', async () => {
    await expect(downloads.downloadVersion('a', 'v1')).resolves.toBeUndefined();
    expect(presignGet).toHaveBeenCalledWith({ path: 'a', versionId: 'v1', disposition: 'attachment' });
    expect(clicked).toEqual(['https://files.example/a']);
    presignGet.mockRejectedValueOnce(new ApiError('not-found', 'gone'));
    await expect(downloads.downloadVersion('a', 'v0')).resolves.toMatchObject({ code: 'not-found' });
  });

  it('starts several one after the other, signing each just before', async () => {
    const all = downloads.download(['a', 'b']);
    await jest.advanceTimersByTimeAsync(500);
    expect([clicked.length, presignGet.mock.calls.length]).toEqual([1, 1]);
    await jest.advanceTimersByTimeAsync(1000);
    await all;
    expect(clicked).toEqual(['https://files.example/a', 'https://files.example/b']);
  });

  it('goes on after one that cannot be started, and names it', async () => {
    presignGet.mockRejectedValueOnce(new ApiError('not-found', 'gone'));
    const failed = await downloads.download(['x/a', 'b']);
    expect(failed).toEqual([{ name: 'a', error: expect.objectContaining({ code: 'not-found' }) }]);
    expect(clicked).toEqual(['https://files.example/b']);
  });

  it.each([
    ['between two files', undefined],
    ['and a late refusal names nothing', new ApiError('not-found', 'gone')],
  ])('ends with the person who asked for it: %s', async (_when, refusal) => {
    if (refusal) presignGet.mockRejectedValueOnce(refusal);
    const all = downloads.download(['secret-1', 'secret-2', 'secret-3']);
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    await jest.advanceTimersByTimeAsync(5_000);
    await expect(all).resolves.toEqual([]);
    expect([clicked, presignGet.mock.calls.length]).toEqual([[], 1]);
  });

  it('knows that the page only seems to be left', async () => {
    expect(downloads.isStarting()).toBe(false);
    await downloads.download(['a']);
    expect(downloads.isStarting()).toBe(true);
    jest.advanceTimersByTime(1001);
    expect(downloads.isStarting()).toBe(false);
  });
});
