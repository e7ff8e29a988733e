import { describe, expect, it } from '@jest/globals';

import { jsonServiceError, sha256Hex, verifySigV4, type AccessKey, type SignedRequest } from './index.ts';

const s3Example: AccessKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  principalArn: 'arn:aws:iam::123456789012:root',
};
const scope = '20130524/us-east-1/s3/aws4_request';
const s3 = (request: SignedRequest, now = new Date('2013-05-24T00:00:00Z')) =>
  verifySigV4(request, {
    region: 'us-east-1',
    service: 's3',
    singleEncoding: true,
    now: () => now,
    findAccessKey: (id) => (id === s3Example.accessKeyId ? s3Example : undefined),
  });
const example = (method: string, path: string, headers: Record<string, string>, signature: string): SignedRequest => {
  const [rawPath = '', rawQuery = ''] = path.split('?');
  const all: Record<string, string> = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': sha256Hex(''),
    'x-amz-date': '20130524T000000Z',
    ...headers,
  };
  const signed = Object.keys(all).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${s3Example.accessKeyId}/${scope},SignedHeaders=${signed},Signature=${signature}`;
  return { method, rawPath, rawQuery, headers: { ...all, authorization } };
};
const getRange = example(
  'GET',
  '/test.txt',
  { range: 'bytes=0-9' },
  'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
);
const presignedQuery = (changes: Record<string, string> = {}) =>
  new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${s3Example.accessKeyId}/${scope}`,
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ...changes,
  }).toString();
const presigned = (changes: Record<string, string> = {}): SignedRequest => ({
  method: 'GET',
  rawPath: '/test.txt',
  rawQuery: presignedQuery(changes),
  headers: { host: 'examplebucket.s3.amazonaws.com' },
});

describe('the published S3 examples', () => {
  it.each([
    ['GET object with a range', getRange],
    [
      'PUT object with a dollar in its key',
      example(
        'PUT',
        '/test$file.text',
        {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
          'x-amz-content-sha256': sha256Hex('Welcome to Amazon S3.'),
        },
        '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
      ),
    ],
    [
      'GET bucket lifecycle: a parameter without value',
      example('GET', '/?lifecycle', {}, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'),
    ],
    [
      'list objects',
      example('GET', '/?max-keys=2&prefix=J', {}, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'),
    ],
    ['a pre-signed GET', presigned()],
  ])('%s is signed right', (_name, request) => {
    expect(s3(request)).toMatchObject({ kind: 'signed', accessKey: s3Example });
  });
});

describe('the published suite for other services', () => {
  const key: AccessKey = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    principalArn: 'arn:aws:iam::123456789012:root',
  };
  const verify = (method: string, path: string, signature: string, headers: Record<string, string> = {}) => {
    const [rawPath = '', rawQuery = ''] = path.split('?');
    const all: Record<string, string> = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z', ...headers };
    const service = headers['host'] ? 'iam' : 'service';
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request, SignedHeaders=${Object.keys(all).sort().join(';')}, Signature=${signature}`;
    return verifySigV4(
      { method, rawPath, rawQuery, headers: { ...all, authorization } },
      {
        region: 'us-east-1',
        service,
        singleEncoding: false,
        bodySha256: sha256Hex(''),
        now: () => new Date('2015-08-30T12:36:00Z'),
        findAccessKey: () => key,
      },
    );
  };
  it.each([
    ['GET', '/', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['POST', '/', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    // "get-relative" and "get-slashes" of the suite: normalised to "/", so the signature is that of "/".
    ['GET', '/example/..', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['GET', '//', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ])('%s %s', (method, path, signature) => {
    expect(verify(method, path, signature).kind).toBe('signed');
  });

  it('IAM ListUsers, with query and content type', () => {
    const signature = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
    const headers = {
      host: 'iam.amazonaws.com',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    };
    expect(verify('GET', '/?Action=ListUsers&Version=2010-05-08', signature, headers).kind).toBe('signed');
  });

  it('names refusals as the JSON services do', () => {
    const refused = verify('GET', '/', '0'.repeat(64));
    expect(refused).toMatchObject({ kind: 'refused', code: 'SignatureDoesNotMatch' });
    expect(jsonServiceError(refused as never).code).toBe('InvalidSignatureException');
  });
});

describe('what is refused', () => {
  const later = (seconds: number) => new Date(Date.parse('2013-05-24T00:00:00Z') + seconds * 1000);
  const withHeaders = (request: SignedRequest, headers: Record<string, string>): SignedRequest => ({
    ...request,
    headers: { ...request.headers, ...headers },
  });
  const rescope = (from: string, to: string) =>
    withHeaders(getRange, { authorization: String(getRange.headers['authorization']).replace(from, to) });
  it.each<[string, () => unknown, Record<string, unknown>]>([
    ['another method', () => s3({ ...getRange, method: 'HEAD' }), { code: 'SignatureDoesNotMatch' }],
    ['another path', () => s3({ ...getRange, rawPath: '/test2.txt' }), { code: 'SignatureDoesNotMatch' }],
    ['an added parameter', () => s3({ ...getRange, rawQuery: 'acl' }), { code: 'SignatureDoesNotMatch' }],
    [
      'a changed signed header',
      () => s3(withHeaders(getRange, { range: 'bytes=0-8' })),
      { code: 'SignatureDoesNotMatch' },
    ],
    [
      'an x-amz header that is not signed',
      () => s3(withHeaders(getRange, { 'x-amz-acl': 'public-read' })),
      { code: 'AccessDenied', details: { HeadersNotSigned: 'x-amz-acl' } },
    ],
    ['an unsigned host', () => s3(rescope('host;', '')), { details: { HeadersNotSigned: 'host' } }],
    ['15 minutes are allowed', () => s3(getRange, later(900)), { kind: 'signed' }],
    ['a clock 15 minutes behind', () => s3(getRange, later(901)), { code: 'RequestTimeTooSkewed' }],
    ['a clock 15 minutes ahead', () => s3(getRange, later(-901)), { code: 'RequestTimeTooSkewed' }],
    [
      'another region',
      () => s3(rescope('us-east-1', 'eu-west-1')),
      { code: 'AuthorizationHeaderMalformed', details: { Region: 'us-east-1' } },
    ],
    ['another service', () => s3(rescope('/s3/', '/iam/')), { code: 'AuthorizationHeaderMalformed' }],
    ['another day', () => s3(rescope('20130524/', '20130523/')), { code: 'AuthorizationHeaderMalformed' }],
    ['an unknown key', () => s3(rescope('AKIAIOS', 'AKIAXXX')), { code: 'InvalidAccessKeyId' }],
    [
      'no payload hash',
      () => s3({ ...getRange, headers: { ...getRange.headers, 'x-amz-content-sha256': undefined } }),
      { code: 'InvalidRequest' },
    ],
    ['SigV2', () => s3(withHeaders(getRange, { authorization: 'AWS AKIA:sig' })), { code: 'InvalidRequest' }],
    ['a bearer token', () => s3(withHeaders(getRange, { authorization: 'Bearer x' })), { code: 'InvalidArgument' }],
    [
      'a bearer token on a pre-signed URL',
      () => s3(withHeaders(presigned(), { authorization: 'Bearer x' })),
      { code: 'InvalidArgument', details: { ArgumentName: 'Authorization', ArgumentValue: 'Bearer x' } },
    ],
    ['the last second of a URL', () => s3(presigned(), later(86_399)), { kind: 'signed' }],
    [
      'an expired URL',
      () => s3(presigned(), later(86_400)),
      {
        code: 'AccessDenied',
        message: 'Request has expired',
        details: { 'X-Amz-Expires': '86400', Expires: '2013-05-25T00:00:00Z', ServerTime: '2013-05-25T00:00:00Z' },
      },
    ],
    ['a URL from the future', () => s3(presigned(), later(-901)), { message: 'Request is not valid yet' }],
    [
      'a life of more than a week',
      () => s3(presigned({ 'X-Amz-Expires': '604801' })),
      { code: 'AuthorizationQueryParametersError' },
    ],
    ['a life of nothing', () => s3(presigned({ 'X-Amz-Expires': '0' })), { code: 'AuthorizationQueryParametersError' }],
    ['a longer life', () => s3(presigned({ 'X-Amz-Expires': '86401' })), { code: 'SignatureDoesNotMatch' }],
    [
      'a repeated parameter',
      () => s3({ ...presigned(), rawQuery: `${presignedQuery()}&X-Amz-Expires=1` }),
      { code: 'AuthorizationQueryParametersError' },
    ],
    ['a broken escape', () => s3({ ...presigned(), rawPath: '/%zz' }), { code: 'InvalidURI' }],
    ['nothing signed', () => s3({ ...presigned(), rawQuery: '' }), { kind: 'anonymous' }],
  ])('%s', (_name, verify, expected) => {
    expect(verify()).toMatchObject(expected);
  });
});
