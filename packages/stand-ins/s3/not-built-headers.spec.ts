import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { Client, type Request } from './testing/client.ts';
import { start } from './testing/multipart-steps.ts';
import { rootKey, startStandIn, type StandIn } from './testing/stand-in.ts';

type Headers = Readonly<Record<string, string>>;

/** Headers that S3 documents and that are not built. Ignoring one would store less than its sender asked for. */
const ofObjects: Headers = {
  'x-amz-object-lock-legal-hold': 'ON',
  'x-amz-object-lock-mode': 'GOVERNANCE',
  'x-amz-object-lock-retain-until-date': '2030-01-01T00:00:00Z',
  'x-amz-storage-class': 'GLACIER',
  'x-amz-website-redirect-location': '/elsewhere',
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': 'any',
  'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  'x-amz-server-side-encryption-context': 'e30=',
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-server-side-encryption-customer-key': 'any',
  'x-amz-server-side-encryption-customer-key-md5': 'any',
  'x-amz-of-tomorrow': 'any',
};
const ofCustomers = 'x-amz-server-side-encryption-customer-algorithm';
const ofSources: Headers = {
  'x-amz-copy-source-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-copy-source-server-side-encryption-customer-key': 'any',
  'x-amz-copy-source-server-side-encryption-customer-key-md5': 'any',
};

/** Encryption of a part is decided by its upload, so S3 itself refuses these there. */
const ofParts: Headers = Object.fromEntries(
  Object.entries(ofObjects).filter(([name]) => !name.startsWith('x-amz-server-side') || name.includes('customer')),
);

describe('a header that is not built is refused, never ignored', () => {
  let standIn: StandIn;
  let client: Client;
  let source: Headers;
  let uploadId: string;
  const key = freshKey();
  beforeAll(async () => {
    standIn = await startStandIn();
    client = new Client(standIn.target);
    const from = freshKey();
    await client.send({ method: 'PUT', key: from, body: 'x' });
    source = { 'x-amz-copy-source': `/${standIn.target.bucket}/${from}` };
    uploadId = await start(client, key);
  });
  afterAll(() => standIn.close());

  const operations: Record<string, { headers: Headers; request: () => Partial<Request> & { method: string } }> = {
    PutObject: { headers: ofObjects, request: () => ({ method: 'PUT', body: 'x' }) },
    CreateMultipartUpload: { headers: ofObjects, request: () => ({ method: 'POST', query: { uploads: '' } }) },
    CopyObject: { headers: { ...ofObjects, ...ofSources }, request: () => ({ method: 'PUT', headers: source }) },
    'CopyObject by REPLACE': {
      headers: { ...ofObjects, ...ofSources },
      request: () => ({ method: 'PUT', headers: { ...source, 'x-amz-metadata-directive': 'REPLACE' } }),
    },
    UploadPart: {
      headers: ofParts,
      request: () => ({ method: 'PUT', query: { uploadId, partNumber: '1' }, body: 'x' }),
    },
    UploadPartCopy: {
      headers: { ...ofParts, ...ofSources },
      request: () => ({ method: 'PUT', query: { uploadId, partNumber: '1' }, headers: source }),
    },
    CompleteMultipartUpload: {
      headers: { [ofCustomers]: 'AES256', 'x-amz-storage-class': 'GLACIER' },
      request: () => ({ method: 'POST', query: { uploadId }, body: '<x/>' }),
    },
    AbortMultipartUpload: {
      headers: { 'x-amz-if-match-initiated-time': 'any' },
      request: () => ({ method: 'DELETE', query: { uploadId } }),
    },
    ListParts: { headers: { [ofCustomers]: 'AES256' }, request: () => ({ method: 'GET', query: { uploadId } }) },
    GetObject: { headers: { [ofCustomers]: 'AES256', 'x-amz-of-tomorrow': 'any' }, request: () => ({ method: 'GET' }) },
    GetObjectAttributes: {
      headers: { [ofCustomers]: 'AES256' },
      request: () => ({ method: 'GET', query: { attributes: '' }, headers: { 'x-amz-object-attributes': 'ETag' } }),
    },
    DeleteObject: {
      headers: {
        'x-amz-bypass-governance-retention': 'true',
        'x-amz-if-match-last-modified-time': 'any',
        'x-amz-if-match-size': '1',
        'x-amz-mfa': 'any',
      },
      request: () => ({ method: 'DELETE' }),
    },
    DeleteObjects: {
      headers: { 'x-amz-bypass-governance-retention': 'true', 'x-amz-mfa': 'any' },
      request: () => ({ method: 'POST', key: '', query: { delete: '' }, body: '<Delete/>' }),
    },
    ListObjectsV2: {
      headers: { 'x-amz-optional-object-attributes': 'RestoreStatus' },
      request: () => ({ method: 'GET', key: '', query: { 'list-type': '2' } }),
    },
    PutBucketPolicy: {
      headers: { 'x-amz-confirm-remove-self-bucket-access': 'true' },
      request: () => ({ method: 'PUT', key: '', query: { policy: '' }, body: '{}' }),
    },
  };
  const cases = Object.entries(operations).flatMap(([operation, { headers, request }]) =>
    Object.entries(headers).map(([name, value]) => [operation, name, value, request] as const),
  );

  it.each(cases)('%s with %s', async (_operation, name, value, request) => {
    const { headers, ...rest } = request();
    const answer = await client.send({ key, auth: 'header', ...rest, headers: { ...headers, [name]: value } });
    expect([answer.status, answer.code, answer.element('Header').toLowerCase()]).toEqual([501, 'NotImplemented', name]);
    expect((await client.send({ method: 'HEAD', key })).status).toBe(404);
  });

  const inQuery = Object.entries(ofObjects).map(([name, value]) => [name, value] as const);

  it.each(inQuery)('PutObject with %s in the query of a pre-signed URL, where SDKs put it', async (name, value) => {
    const answer = await client.send({ method: 'PUT', key, body: 'x', query: { [name]: value } });
    expect([answer.status, answer.code]).toEqual([501, 'NotImplemented']);
    expect((await client.send({ method: 'HEAD', key })).status).toBe(404);
  });

  it('PutObject with an ACL in the query of a request with an Authorization header', async () => {
    const query = { 'x-amz-acl': 'public-read' };
    const answer = await client.send({ method: 'PUT', key, body: 'x', query, auth: 'header' });
    expect([answer.status, answer.code]).toEqual([400, 'AccessControlListNotSupported']);
    expect((await client.send({ method: 'HEAD', key })).status).toBe(404);
  });

  it('and what every client sends is taken', async () => {
    const headers = {
      'x-amz-expected-bucket-owner': '123456789012',
      'x-amz-request-payer': 'requester',
      'x-amz-storage-class': 'STANDARD',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-user-agent': 'any',
      'x-amz-meta-any': 'any',
    };
    expect((await client.send({ method: 'PUT', key: freshKey(), body: 'x', auth: 'header', headers })).status).toBe(
      200,
    );
  });

  it('and a source that must belong to another account is not copied', async () => {
    const copy = (owner: string) =>
      client.send({
        method: 'PUT',
        key: freshKey(),
        auth: 'header',
        headers: { ...source, 'x-amz-source-expected-bucket-owner': owner },
      });
    expect((await copy('000000000000')).code).toBe('AccessDenied');
    expect((await copy(/::(\d+):/.exec(rootKey.principalArn)?.[1] ?? '')).status).toBe(200);
  });
});
