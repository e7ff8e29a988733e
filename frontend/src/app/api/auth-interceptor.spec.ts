import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { firstValueFrom } from 'rxjs';

import { deferred } from '../../testing/deferred.ts';
import { testConfig } from '../../testing/test-config.ts';
import { ACCESS_TOKENS, type AccessTokens } from './access-tokens.ts';
import { authInterceptor } from './auth-interceptor.ts';
import { CONFIG } from './config.ts';
import { SESSION_STATE, type SessionState } from './session-state.ts';

const tokens = { current: jest.fn<AccessTokens['current']>(), renewed: jest.fn<AccessTokens['renewed']>() };
const anna: SessionState = { kind: 'signed-in', username: 'anna', userId: 'anna-id' };
const session = signal<SessionState>(anna);
const turn = () => new Promise((resolve) => setTimeout(resolve));
let http: HttpClient;
let server: HttpTestingController;

beforeEach(() => {
  session.set(anna);
  tokens.current.mockReset().mockResolvedValue('token-1');
  tokens.renewed.mockReset().mockResolvedValue('token-2');
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([authInterceptor])),
      provideHttpClientTesting(),
      { provide: CONFIG, useValue: testConfig },
      { provide: ACCESS_TOKENS, useValue: tokens },
      { provide: SESSION_STATE, useValue: session },
    ],
  });
  http = TestBed.inject(HttpClient);
  server = TestBed.inject(HttpTestingController);
});

describe('authInterceptor', () => {
  it('attaches the token to our API', async () => {
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    const call = server.expectOne('/api/files');
    expect(call.request.headers.get('authorization')).toBe('Bearer token-1');
    call.flush({});
    await answer;
  });

  it.each([
    'https://files.example/a?X-Amz-Signature=1',
    '/api-evil/files',
    '/config.json',
    'https://localhost@evil.example/api/x',
  ])('attaches nothing to %s and asks for no token', async (url) => {
    const answer = firstValueFrom(http.get(url));
    const call = server.expectOne(url);
    expect(call.request.headers.has('authorization')).toBe(false);
    expect(tokens.current).not.toHaveBeenCalled();
    call.flush({});
    await answer;
  });

  it('repeats a refused call once, with a renewed token', async () => {
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    server.expectOne('/api/files').flush(null, { status: 401, statusText: 'Unauthorized' });
    await turn();
    expect(tokens.renewed).toHaveBeenCalledWith('token-1');
    const again = server.expectOne('/api/files');
    expect(again.request.headers.get('authorization')).toBe('Bearer token-2');
    again.flush(null, { status: 401, statusText: 'Unauthorized' });
    await expect(answer).rejects.toMatchObject({ status: 401 });
  });

  it('does not renew for other refusals', async () => {
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    server.expectOne('/api/files').flush(null, { status: 403, statusText: 'Forbidden' });
    await expect(answer).rejects.toMatchObject({ status: 403 });
    expect(tokens.renewed).not.toHaveBeenCalled();
  });

  it('sends nothing with the token of the next person, who signed in while it waited', async () => {
    const waiting = deferred<string>();
    tokens.current.mockReturnValue(waiting.promise);
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    waiting.resolve('token-of-ben');
    await expect(answer).rejects.toMatchObject({ code: 'unauthorized' });
    server.expectNone('/api/files');
  });

  it('does not repeat a refused call with the token of the next person', async () => {
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    tokens.renewed.mockResolvedValue('token-of-ben');
    const call = server.expectOne('/api/files');
    session.set({ kind: 'signed-in', username: 'ben', userId: 'ben-id' });
    call.flush(null, { status: 401, statusText: 'Unauthorized' });
    await expect(answer).rejects.toMatchObject({ code: 'unauthorized' });
    server.expectNone('/api/files');
  });

  it('waits for the token before it sends anything', async () => {
    const waiting = deferred<string>();
    tokens.current.mockReturnValue(waiting.promise);
    const answer = firstValueFrom(http.get('/api/files'));
    await turn();
    server.expectNone('/api/files');
    waiting.resolve('token-9');
    await turn();
    server.expectOne('/api/files').flush({});
    await answer;
  });
});
