import { describe, expect, it } from '@jest/globals';
import { anyCharacter } from '@airlock/contract/testing/any-character.ts';
import fc from 'fast-check';

import { expectedSignature, parametersOf } from '../testing/presigned-url.ts';
import { anyKey } from '../testing/any-key.ts';
import { S3GetSigner } from './s3-get-signer.ts';
import type { S3SignerOptions } from './signed-url.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey, sessionToken: 'IQoJb3JpZ2lu//token+==' };

const signer = (options: Partial<S3SignerOptions> = {}): S3GetSigner =>
  new S3GetSigner({
    filesUrl: 'https://files.s3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    credentials,
    now: () => new Date('2026-11-24T09:00:00.750Z'),
    ...options,
  });

const get = {
  key: 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/a/b.png',
  versionId: undefined,
  answer: {
    contentDisposition: `attachment; filename="b'(1)!.png"; filename*=UTF-8''b%27%281%29!.png`,
    contentType: 'image/png',
    contentEncoding: 'identity',
    contentLanguage: 'und',
    cacheControl: 'private, no-store',
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  },
};

describe('S3GetSigner.signGet', () => {
  it('binds the host and every header that S3 would else answer as it was stored', async () => {
    const { url } = await signer().signGet(get);
    const parameters = parametersOf(url);
    expect(parameters).toMatchObject({
      'X-Amz-SignedHeaders': 'host',
      'response-content-disposition': get.answer.contentDisposition,
      'response-content-type': 'image/png',
      'response-content-encoding': 'identity',
      'response-content-language': 'und',
      'response-cache-control': 'private, no-store',
      'response-expires': 'Thu, 01 Jan 1970 00:00:00 GMT',
    });
    expect(parameters['X-Amz-Signature']).toBe(expectedSignature({ method: 'GET', url, headers: {} }, secretAccessKey));
  });

  it('binds the version, where one is asked for', async () => {
    const versionId = '3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY/=';
    const { url } = await signer().signGet({ ...get, versionId });
    expect(parametersOf(url)).toMatchObject({
      versionId,
      'X-Amz-Signature': expectedSignature({ method: 'GET', url, headers: {} }, secretAccessKey),
    });
    const { url: current } = await signer().signGet(get);
    expect(parametersOf(current)).not.toHaveProperty('versionId');
    const edited = url.replace('versionId=3', 'versionId=4');
    expect(parametersOf(url)['X-Amz-Signature']).not.toBe(
      expectedSignature({ method: 'GET', url: edited, headers: {} }, secretAccessKey),
    );
  });

  it('makes a URL that is invalid when its disposition is edited', async () => {
    const { url } = await signer().signGet(get);
    const edited = url.replace('attachment', 'inline');
    expect(edited).not.toBe(url);
    expect(parametersOf(url)['X-Amz-Signature']).not.toBe(
      expectedSignature({ method: 'GET', url: edited, headers: {} }, secretAccessKey),
    );
  });

  it('makes the signature that S3 computes, for a URL that a browser does not normalise', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.string({ unit: anyCharacter, maxLength: 20 }), async (key, name) => {
        fc.pre(name.isWellFormed() && !key.split('/').some((segment) => segment === '.' || segment === '..'));
        const { url } = await signer().signGet({ ...get, key, answer: { ...get.answer, contentDisposition: name } });
        expect(new URL(url).href).toBe(url);
        const expected = expectedSignature({ method: 'GET', url, headers: {} }, secretAccessKey);
        expect(parametersOf(url)['X-Amz-Signature']).toBe(expected);
      }),
    );
  });

  it('lives for five minutes, and ends with the credentials that signed', async () => {
    const { expiresAt } = await signer().signGet(get);
    expect(expiresAt).toEqual(new Date('2026-11-24T09:05:00Z'));
    const ending = { ...credentials, expiration: new Date('2026-11-24T09:01:30.900Z') };
    const { url } = await signer({ credentials: ending }).signGet(get);
    expect(parametersOf(url)['X-Amz-Expires']).toBe('90');
    const ended = { ...credentials, expiration: new Date('2026-11-24T09:00:00.900Z') };
    await expect(signer({ credentials: ended }).signGet(get)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
