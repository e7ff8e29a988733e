import { inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { deferred } from '../../testing/deferred.ts';
import { testConfig } from '../../testing/test-config.ts';
import { fakeIdentity, type FakeIdentity } from '../../testing/fake-identity.ts';
import { API_CLIENT, type ApiClient } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { CONFIG } from '../api/config.ts';
import { SESSION_STATE } from '../api/session-state.ts';
import { HiddenFiles } from '../changes/hidden-files.ts';
import { IDENTITY } from '../sign-in/identity.ts';
import { Session } from '../sign-in/session.ts';
import { CallFailure } from '../transfer/ports.ts';
import { BrowserTransferPorts, hasDualStack } from './transfer-ports.ts';

const api = {
  presignPut: jest.fn<ApiClient['presignPut']>(),
  presignPutBatch: jest.fn<ApiClient['presignPutBatch']>(),
  presignGet: jest.fn<ApiClient['presignGet']>(),
};
const hidden = { settle: jest.fn<HiddenFiles['settle']>() };
const request = { path: 'a', sizeBytes: 1, contentType: 'a/b', crc64nvme: 'rosUhgp5mYg=' };
const signed = { url: 'https://files.example', headers: {}, expiresAt: '' };
const { signal } = new AbortController();
let ports: BrowserTransferPorts;
let identity: FakeIdentity;

beforeEach(() => {
  identity = fakeIdentity();
  api.presignPut.mockReset().mockResolvedValue(signed);
  api.presignGet.mockReset();
  hidden.settle.mockReset().mockResolvedValue(undefined);
  TestBed.configureTestingModule({
    providers: [
      { provide: API_CLIENT, useValue: api },
      { provide: CONFIG, useValue: testConfig },
      { provide: HiddenFiles, useValue: hidden },
      { provide: IDENTITY, useValue: identity },
      { provide: SESSION_STATE, useFactory: () => inject(Session).state },
    ],
  });
  ports = TestBed.inject(BrowserTransferPorts);
});

describe('BrowserTransferPorts', () => {
  it.each([
    ['another name of the bucket', true, { dualStackFilesUrl: 'https://files.dualstack.example' }],
    ['the same name', false, { dualStackFilesUrl: testConfig.filesUrl }],
    ['nothing of it', false, {}],
  ])('tells the engine of a dual-stack endpoint when config.json says %s: %s', (_what, expected, config) => {
    expect(hasDualStack({ ...testConfig, ...config })).toBe(expected);
  });

  it('tells when a delete of the same name is through', async () => {
    const through = deferred<undefined>();
    hidden.settle.mockReturnValue(through.promise);
    const told = jest.fn();
    const settled = ports.pathSettled('a').then(told);
    expect(hidden.settle).toHaveBeenCalledWith('a');
    await Promise.resolve();
    expect(told).not.toHaveBeenCalled();
    through.resolve(undefined);
    await settled;
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('signs many files with one call, and names the refused', async () => {
    const refused = { code: 'invalid-path' as const, message: 'Has a backslash.' };
    api.presignPutBatch.mockResolvedValue({ files: [signed, refused] });
    await expect(ports.api.presignPutBatch([request, request], signal)).resolves.toEqual([signed, refused]);
    expect(api.presignPutBatch.mock.calls[0]?.[0]).toEqual({ files: [request, request] });
  });

  it('translates refusals for the engine', async () => {
    api.presignPut.mockRejectedValue(new ApiError('unavailable', 'busy', 'r-1', 3000));
    const failure = await ports.api.presignPut(request, signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ code: 'unavailable', message: 'busy', retryAfterMs: 3000 });
  });

  it('tells what is stored, and a missing file from a failure', async () => {
    const stored = { url: '', expiresAt: '', sizeBytes: 3, contentType: 'a/b', etag: '"x"', crc64nvme: 'c' };
    api.presignGet.mockResolvedValueOnce(stored);
    await expect(ports.api.describeFile('a', signal)).resolves.toEqual({ sizeBytes: 3, etag: '"x"', crc64nvme: 'c' });
    api.presignGet.mockRejectedValueOnce(new ApiError('not-found', ''));
    await expect(ports.api.describeFile('a', signal)).resolves.toBeUndefined();
    api.presignGet.mockRejectedValueOnce(new ApiError('network', ''));
    await expect(ports.api.describeFile('a', signal)).rejects.toMatchObject({ code: 'network' });
  });

  it('lets cancelling be no failure', async () => {
    api.presignPut.mockRejectedValue(new DOMException('stop', 'AbortError'));
    await expect(ports.api.presignPut(request, signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('still knows whose page it is when the session has ended', async () => {
    const session = TestBed.inject(Session);
    await session.signIn('anna', 'secret');
    expect([ports.session.userId(), ports.session.owner()]).toEqual(['anna-id', 'anna-id']);
    identity.tokens.mockResolvedValue(undefined);
    void session.current();
    await Promise.resolve();
    await Promise.resolve();
    expect([ports.session.userId(), ports.session.owner()]).toEqual([undefined, 'anna-id']);
  });

  it('parks no call until somebody else signs in: the engine waits for the same person', async () => {
    const session = TestBed.inject(Session);
    await session.signIn('anna', 'secret');
    TestBed.tick();
    // Like a call of the client, this call ends only when its signal fires.
    api.presignPut.mockImplementation(
      (_, until) =>
        new Promise((__, reject) => {
          until?.addEventListener('abort', () => reject(until.reason as Error));
        }),
    );
    const parked = ports.api.presignPut(request, signal);
    const refused = parked.catch((error: unknown) => error);
    await session.signOut();
    TestBed.tick();
    expect(await refused).toMatchObject({ name: 'CallFailure', code: 'unauthorized' });
  });
});
