import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { testConfig } from '../../testing/test-config.ts';
import { ACCESS_TOKENS } from './access-tokens.ts';
import { API_CLIENT, type ApiClient } from './api-client.ts';
import { authInterceptor } from './auth-interceptor.ts';
import { CONFIG } from './config.ts';
import { SESSION_STATE, type SessionState } from './session-state.ts';

const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const limitMs = 60_000;

const fetchBefore = globalThis.fetch;
const asked = jest.fn<typeof fetch>();
let token = deferred<string>();
let client: ApiClient;

beforeEach(() => {
  jest.useFakeTimers();
  token = deferred();
  asked.mockReset().mockImplementation(neverAnswer);
  globalThis.fetch = asked;
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([authInterceptor])),
      { provide: CONFIG, useValue: testConfig },
      { provide: ACCESS_TOKENS, useValue: { current: () => token.promise } },
      { provide: SESSION_STATE, useValue: signal(anna) },
    ],
  });
  client = TestBed.inject(API_CLIENT);
});

afterEach(() => {
  globalThis.fetch = fetchBefore;
  jest.useRealTimers();
});

/** Fails when the signal of the request fires, and never answers. */
function neverAnswer(...[, init]: Parameters<typeof fetch>): Promise<Response> {
  return new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
  });
}

/** Makes a call and returns a function that says how it has ended so far. */
function call(): () => unknown {
  let ended: unknown = 'not yet';
  client.listFiles({ folder: 'a' }).then(
    (answer) => (ended = answer),
    (error: unknown) => (ended = error),
  );
  return () => ended;
}

describe('API_CLIENT', () => {
  it('ends a request that nobody answers', async () => {
    token.resolve('token-1');
    const ended = call();
    await jest.advanceTimersByTimeAsync(limitMs - 1);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(ended()).toBe('not yet');
    await jest.advanceTimersByTimeAsync(1);
    expect(ended()).toMatchObject({ code: 'network' });
  });

  it('gives a call that waits for a sign-in its whole time', async () => {
    const ended = call();
    await jest.advanceTimersByTimeAsync(10 * limitMs);
    expect(ended()).toBe('not yet');
    token.resolve('token-1');
    await jest.advanceTimersByTimeAsync(limitMs - 1);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(ended()).toBe('not yet');
  });
});
