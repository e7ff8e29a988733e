import { createHash } from 'node:crypto';

import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from '@jest/globals';

import { verifySigV4, type AccessKey, type SignedRequest } from './index.ts';

const s3 = (request: SignedRequest, now: Date, key: AccessKey) =>
  verifySigV4(request, {
    region: 'us-east-1',
    service: 's3',
    singleEncoding: true,
    now: () => now,
    findAccessKey: (id) => (id === key.accessKeyId ? key : undefined),
  });

describe("the AWS SDK's own signer", () => {
  const now = new Date();
  const temporary: AccessKey = {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'secret/of+the=temporary',
    sessionToken: 'token/with+signs==',
    expiresAt: new Date(now.getTime() + 60_000),
    principalArn: 'arn:aws:sts::123456789012:assumed-role/r/s',
  };
  const client = new S3Client({
    region: 'us-east-1',
    credentials: temporary,
    endpoint: 'http://127.0.0.1:9000',
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const key = `users/a b/+%~!'()*/..//日本 & ?=.txt`;
  const fromUrl = (method: string, url: string, headers: Record<string, string> = {}): SignedRequest => {
    // Not `new URL`: it would resolve the dots that S3 keeps.
    const [, host = '', rawPath = '', rawQuery = ''] = /^http:\/\/([^/]+)([^?]*)\?(.*)$/.exec(url) ?? [];
    return { method, rawPath, rawQuery, headers: { host, ...headers } };
  };

  it('pre-signs URLs that verify, with every awkward character, header and the session token', async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'b', Key: key }));
    expect(s3(fromUrl('GET', url), now, temporary)).toMatchObject({ kind: 'signed', authType: 'query' });

    const put = new PutObjectCommand({ Bucket: 'b', Key: key, ContentType: 'text/plain', IfNoneMatch: '*' });
    const putUrl = await getSignedUrl(client, put, { signableHeaders: new Set(['content-type']) });
    const headers = { 'content-type': 'text/plain', 'if-none-match': '*' };
    expect(s3(fromUrl('PUT', putUrl, headers), now, temporary)).toMatchObject({ kind: 'signed' });
    expect(s3(fromUrl('PUT', putUrl, { 'content-type': 'text/plain' }), now, temporary)).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  it('refuses a temporary key without its token, with another token, or after its end', async () => {
    const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    const request = fromUrl('GET', url);
    const rewrite = (replacement: string): SignedRequest => ({
      ...request,
      rawQuery: request.rawQuery.replace(/X-Amz-Security-Token=[^&]*/, replacement),
    });
    expect(s3(rewrite(''), now, temporary)).toMatchObject({ code: 'InvalidAccessKeyId' });
    expect(s3(rewrite('X-Amz-Security-Token=x'), now, temporary)).toMatchObject({ code: 'InvalidToken' });
    expect(s3(request, new Date(now.getTime() + 60_000), temporary)).toMatchObject({ code: 'ExpiredToken' });
  });

  it('signs requests in the header that verify', async () => {
    let captured: SignedRequest | undefined;
    client.middlewareStack.add(
      (next) => (args) => {
        const { method, path, headers } = args.request as { method: string; path: string; headers: never };
        captured = { method, rawPath: path, rawQuery: 'x-id=PutObject', headers };
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const body = 'some bytes';
    await client
      .send(new PutObjectCommand({ Bucket: 'b', Key: key, Body: body }), { abortSignal: AbortSignal.abort() })
      .catch(() => undefined);
    expect(s3(captured!, now, temporary)).toMatchObject({
      kind: 'signed',
      authType: 'header',
      payloadHash: createHash('sha256').update(body).digest('hex'),
    });
  });
});
