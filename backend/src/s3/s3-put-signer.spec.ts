import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/hash-node';
import { HttpRequest } from '@smithy/protocol-http';
import fc from 'fast-check';

import type { PutToSign } from '../files/signer.ts';
import { anyKey } from '../testing/any-key.ts';
import { expectedSignature, parametersOf } from '../testing/presigned-url.ts';
import { QuerySigner } from './query-signer.ts';
import { S3PutSigner, type S3PutSignerOptions } from './s3-put-signer.ts';
import { encodeKey } from './url-encoding.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey, sessionToken: 'IQoJb3JpZ2lu//token+==' };
const filesUrl = 'https://files.s3.eu-central-1.amazonaws.com';
const now = new Date('2026-11-24T09:00:00.750Z');

const signer = (options: Partial<S3PutSignerOptions> = {}): S3PutSigner =>
  new S3PutSigner({ filesUrl, region: 'eu-central-1', credentials, now: () => now, ...options });

const moments = { min: new Date('2024-01-01'), max: new Date('2099-12-31'), noInvalidDate: true };

const put: PutToSign = {
  key: 'users/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d/a/b.png',
  sizeBytes: 3,
  contentType: 'image/png',
  crc64nvme: 'rosUhgp5mIg=',
  condition: { kind: 'create' },
};
describe('S3PutSigner.signPut', () => {
  it.each([
    [{ kind: 'create' } as const, 'if-none-match'],
    [{ kind: 'replace', etag: '"900150983cd24fb0d6963f7d28e17f72"' } as const, 'if-match'],
  ])('binds exactly the headers of the table: %j', async (condition, header) => {
    const { url } = await signer().signPut({ ...put, condition });
    expect(parametersOf(url)['X-Amz-SignedHeaders']).toBe(
      `content-length;content-type;host;${header};x-amz-checksum-crc64nvme`,
    );
  });

  it('puts only the signature into the query', async () => {
    const { url } = await signer().signPut(put);
    expect(Object.keys(parametersOf(url)).toSorted()).toEqual([
      'X-Amz-Algorithm',
      'X-Amz-Content-Sha256',
      'X-Amz-Credential',
      'X-Amz-Date',
      'X-Amz-Expires',
      'X-Amz-Security-Token',
      'X-Amz-Signature',
      'X-Amz-SignedHeaders',
    ]);
  });

  it('returns the headers to send, and leaves host and content-length to the browser', async () => {
    const { headers } = await signer().signPut(put);
    expect(headers).toEqual({
      'content-type': 'image/png',
      'if-none-match': '*',
      'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
    });
  });

  it('makes the signature that S3 computes', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.nat(), async (key, sizeBytes) => {
        const { url, headers } = await signer().signPut({ ...put, key, sizeBytes });
        const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': String(sizeBytes) } };
        expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, secretAccessKey));
      }),
    );
  });

  it('makes the same URL as the SDK', async () => {
    const presigner = new S3RequestPresigner({
      region: 'eu-central-1',
      credentials,
      sha256: Hash.bind(null, 'sha256'),
    });
    const query = fc.dictionary(fc.constantFrom('partNumber', 'uploadId'), fc.string({ maxLength: 8 }));
    const value = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(anyKey, query, value, fc.date(moments), async (key, ownQuery, type, date) => {
        const path = `/${encodeKey(key)}`;
        const headers = { 'content-type': type, 'content-length': '3', 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' };
        const request = { method: 'PUT', protocol: 'https:', hostname: 'h', path };
        const signed = await presigner.presign(
          new HttpRequest({ ...request, query: { ...ownQuery }, headers: { ...headers } }),
          {
            expiresIn: 300,
            signingDate: date,
            signableHeaders: new Set([...Object.keys(headers), 'host']),
            unhoistableHeaders: new Set(Object.keys(headers)),
          },
        );
        const toSign = { method: 'PUT', host: 'h', path, headers, query: ownQuery, date, expiresIn: 300 } as const;
        const ours = new QuerySigner('eu-central-1', credentials).sign(toSign);
        expect(parametersOf(`https://h${path}?${ours}`)).toEqual({ ...signed.query });
      }),
    );
  });

  it('signs with the key of each day', async () => {
    let today = now;
    const lasting = signer({ now: () => today });
    for (const date of ['2026-11-24T23:59:59Z', '2026-11-25T00:00:00Z', '2026-11-24T23:59:59Z']) {
      today = new Date(date);
      const { url, headers } = await lasting.signPut(put);
      const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '3' } };
      expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, secretAccessKey));
    }
  });

  it.each([
    ['content-length', '4'],
    ['content-type', 'text/html'],
    ['if-none-match', ''],
    ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA='],
  ])('makes a URL that is invalid with another %s', async (name, value) => {
    const { url, headers } = await signer().signPut(put);
    const sent = { ...headers, 'content-length': '3', [name]: value };
    expect(parametersOf(url)['X-Amz-Signature']).not.toBe(
      expectedSignature({ method: 'PUT', url, headers: sent }, secretAccessKey),
    );
  });
});

describe('S3PutSigner.signPart', () => {
  const part = {
    key: put.key,
    uploadId: 'VXBs.b2-Fk_~',
    partNumber: 7,
    sizeBytes: 16_777_216,
    crc64nvme: 'rosUhgp5mIg=',
  };

  it('binds length and checksum, upload and part number, for 15 minutes', async () => {
    const { url, headers, expiresAt } = await signer().signPart(part);
    expect(parametersOf(url)).toMatchObject({
      'X-Amz-SignedHeaders': 'content-length;host;x-amz-checksum-crc64nvme',
      'X-Amz-Expires': '900',
      partNumber: '7',
      uploadId: 'VXBs.b2-Fk_~',
    });
    expect(headers).toEqual({ 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' });
    expect(expiresAt).toEqual(new Date('2026-11-24T09:15:00Z'));
    const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '16777216' } };
    expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, secretAccessKey));
  });

  it.each([
    ['length', '', '', { 'content-length': '16777215' }],
    ['checksum', '', '', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }],
    ['part number', 'partNumber=7', 'partNumber=8', {}],
    ['upload', 'uploadId=VXBs', 'uploadId=VXBz', {}],
    ['key', '/a/b.png', '/a/c.png', {}],
  ])('makes a URL that is invalid with another %s', async (_, from, to, changed) => {
    const { url, headers } = await signer().signPart(part);
    const edited = url.replace(from, to);
    const sent = { ...headers, 'content-length': '16777216', ...changed };
    expect(parametersOf(url)['X-Amz-Signature']).not.toBe(
      expectedSignature({ method: 'PUT', url: edited, headers: sent }, secretAccessKey),
    );
  });

  it('ends with the credentials that signed', async () => {
    const ending = signer({ credentials: { ...credentials, expiration: new Date('2026-11-24T09:10:00Z') } });
    expect((await ending.signPart(part)).expiresAt).toEqual(new Date('2026-11-24T09:10:00Z'));
  });
});

describe('the URL', () => {
  it('begins with the bucket as browsers reach it, also in path style', async () => {
    const local = signer({ filesUrl: 'http://127.0.0.1:9000/files' });
    const { url, headers } = await local.signPut(put);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:9000\/files\/users\//);
    const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '3' } };
    expect(parametersOf(url)['X-Amz-Signature']).toBe(expectedSignature(sent, secretAccessKey));
  });

  it('is of the dual-stack endpoint when it is asked for there, and its signature of no other host', async () => {
    const dualStackFilesUrl = 'https://files.s3.dualstack.eu-central-1.amazonaws.com';
    const { url, headers } = await signer({ dualStackFilesUrl }).signPut({ ...put, isDualStack: true });
    expect(url).toMatch(/^https:\/\/files\.s3\.dualstack\.eu-central-1\.amazonaws\.com\/users\//);
    const sent = { method: 'PUT', url, headers: { ...headers, 'content-length': '3' } };
    const signature = parametersOf(url)['X-Amz-Signature'];
    expect(signature).toBe(expectedSignature(sent, secretAccessKey));
    const elsewhere = { ...sent, url: url.replace('.s3.dualstack.', '.s3.') };
    expect(signature).not.toBe(expectedSignature(elsewhere, secretAccessKey));
  });

  it.each([
    ['a file', () => signer({ dualStackFilesUrl: 'https://dual.example' }).signPut(put)],
    [
      'a part',
      () => signer({ dualStackFilesUrl: 'https://dual.example' }).signPart({ ...put, uploadId: 'u', partNumber: 1 }),
    ],
    ['a file, where S3 has one name only', () => signer().signPut({ ...put, isDualStack: true })],
  ])('is of the usual endpoint for %s', async (_what, sign) => {
    expect((await sign()).url.startsWith(`${filesUrl}/users/`)).toBe(true);
  });
});

describe('the life of a URL', () => {
  const expiring = (expiration: Date): S3PutSigner => signer({ credentials: { ...credentials, expiration } });

  it('is five minutes from the second of the signature', async () => {
    const { url, expiresAt } = await signer().signPut(put);
    expect(parametersOf(url)).toMatchObject({ 'X-Amz-Date': '20261124T090000Z', 'X-Amz-Expires': '300' });
    expect(expiresAt).toEqual(new Date('2026-11-24T09:05:00Z'));
  });

  it('ends with the credentials that signed', async () => {
    const { url, expiresAt } = await expiring(new Date('2026-11-24T09:01:30.900Z')).signPut(put);
    expect(parametersOf(url)['X-Amz-Expires']).toBe('90');
    expect(expiresAt).toEqual(new Date('2026-11-24T09:01:30Z'));
  });

  it.each(['2026-11-24T09:00:00.900Z', '2026-11-24T08:00:00Z'])(
    'is refused with credentials that end %s',
    async (end) => {
      await expect(expiring(new Date(end)).signPut(put)).rejects.toMatchObject({ code: 'unavailable' });
    },
  );
});
