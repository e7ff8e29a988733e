/** @jest-environment node */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { testConfig } from '../../testing/test-config.ts';
import { poolRequest } from './pool-request.ts';

const send = jest.fn<typeof fetch>();
beforeEach(() => {
  jest.spyOn(globalThis, 'fetch').mockImplementation(send.mockReset());
});

const answered = (body: unknown, status = 400) => send.mockResolvedValue(Response.json(body, { status }));

describe('poolRequest', () => {
  it('sends a request that outlives the page and is given up in time', async () => {
    answered({ SecretCode: 'ABC' }, 200);
    await expect(poolRequest(testConfig, 'GetUser', { AccessToken: 'token' })).resolves.toEqual({ SecretCode: 'ABC' });
    const [address, init] = send.mock.calls[0]!;
    expect(address).toBe('https://cognito.example/');
    expect(new Headers(init?.headers).get('x-amz-target')).toBe('AWSCognitoIdentityProviderService.GetUser');
    expect(init).toMatchObject({ body: '{"AccessToken":"token"}', keepalive: true });
    expect(init?.signal).toBeInstanceOf(AbortSignal);
  });

  it.each([
    ['its name', { __type: 'CodeMismatchException', message: 'no' }, 'CodeMismatchException'],
    ['its full name', { __type: 'com.amazonaws#LimitExceededException' }, 'LimitExceededException'],
    ['no name', {}, 'InternalErrorException'],
  ])('rejects with the exception of the service: %s', async (_how, body, name) => {
    answered(body);
    await expect(poolRequest(testConfig, 'GetUser', {})).rejects.toMatchObject({ name });
  });

  it('rejects when an answer is no JSON', async () => {
    send.mockResolvedValue(new Response('<html>', { status: 502 }));
    await expect(poolRequest(testConfig, 'GetUser', {})).rejects.toMatchObject({ name: 'InternalErrorException' });
  });
});
