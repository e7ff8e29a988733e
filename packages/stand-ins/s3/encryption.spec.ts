import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { AuthorizationRequest } from '../iam/authorize.ts';
import { documentsOf } from './bucket-definition.ts';
import { Client, type Request, type Response } from './testing/client.ts';
import { complete, listParts, part, sendPart, start as startUpload } from './testing/multipart-steps.ts';
import { get, put } from './conformance/setting.cases.ts';
import { startStandIn, type StandIn } from './testing/stand-in.ts';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const byDefault = (rule: object) => ({ BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } });
const ofS3 = byDefault({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });
const ofKms = byDefault({
  BucketKeyEnabled: true,
  ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
});
const prefix = 'x-amz-server-side-encryption';
const said = ({ headers }: Response) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith(prefix)));
const saysS3 = { [prefix]: 'AES256' };
const saysKms = {
  [prefix]: 'aws:kms',
  [`${prefix}-aws-kms-key-id`]: keyArn,
  [`${prefix}-bucket-key-enabled`]: 'true',
};
const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;

let directory: string;
let standIn: StandIn | undefined;
let client: Client;
let denied: string[];
let asked: AuthorizationRequest[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airlock-encryption-'));
  [denied, asked] = [[], []];
});
afterEach(async () => {
  await standIn?.stop();
  rmSync(directory, { recursive: true });
});

/** `plain` with these properties, and `versioned` with those of the other algorithm. */
async function start(properties: object): Promise<void> {
  await standIn?.stop();
  const authorize = (request: AuthorizationRequest) => {
    asked.push(request);
    return Promise.resolve(!denied.includes(request.action));
  };
  const buckets = [
    { name: 'plain', properties },
    { name: 'versioned', properties: properties === ofKms ? ofS3 : ofKms },
  ];
  standIn = await startStandIn({ directory, authorize, buckets });
  client = new Client(standIn.target);
}

const send = (method: string, key: string, more: Partial<Request> = {}) => client.send({ method, key, ...more });
const checksumMode = { headers: { 'x-amz-checksum-mode': 'ENABLED' } };
const attributes = (key: string, names: string) =>
  send('GET', key, { query: { attributes: '' }, headers: { 'x-amz-object-attributes': names } });

/** An upload with one part, and its id. */
async function begin(key: string, headers: Record<string, string> = {}): Promise<string> {
  const uploadId = await startUpload(client, key, headers);
  await part(client, key, { uploadId, number: 1, body: 'abc' });
  return uploadId;
}

/** Every operation that S3 answers with the encryption of what it wrote or read. */
async function everyAnswer(): Promise<Record<string, Response>> {
  const put = await send('PUT', 'one', { body: 'abc' });
  const etag = String(put.headers.etag);
  const created = await send('POST', 'two', { query: { uploads: '' } });
  const uploadId = created.element('UploadId');
  const sent = await sendPart(client, 'two', { uploadId, number: 1, body: 'abc' });
  const copySource = { 'x-amz-copy-source': '/plain/one' };
  const partCopied = await sendPart(client, 'two', { uploadId, number: 2, body: '', headers: copySource });
  const completed = await complete(client, 'two', uploadId, [{ number: 1, etag: String(sent.headers.etag) }]);
  const copied = await send('PUT', 'three', { headers: copySource });
  const [got, unchanged] = [await send('GET', 'one'), await send('GET', 'one', { headers: { 'if-none-match': etag } })];
  const [head, whole] = [await send('HEAD', 'one'), await send('GET', 'two')];
  return { put, created, sent, partCopied, completed, copied, got, unchanged, head, whole };
}

describe('every answer says how the object is encrypted', () => {
  it.each([
    ['by the keys of S3 where the bucket does not say', {}, saysS3],
    ['by the keys of S3', ofS3, saysS3],
    ['by a key of KMS', ofKms, saysKms],
  ])('%s', async (_, properties, expected) => {
    await start(properties);
    const answers = await everyAnswer();
    expect(answers['unchanged']?.status).toBe(304);
    const statuses = Object.values(answers).map(({ status }) => status);
    expect(statuses.filter((status) => status >= 400)).toEqual([]);
    for (const [name, answer] of Object.entries(answers)) expect([name, said(answer)]).toEqual([name, expected]);
  });

  it('and nothing of a bucket key that is off', async () => {
    const aws = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    await start(byDefault({ ServerSideEncryptionByDefault: aws }));
    expect(Object.keys(said(await send('PUT', 'one', { body: 'abc' })))).toEqual(Object.keys(saysKms).slice(0, 2));
  });
});

describe('in a bucket with a key of KMS', () => {
  beforeEach(() => start(ofKms));

  it('a request may ask for the keys of S3, and for no key of KMS', async () => {
    const own = await send('PUT', 'own', { body: 'abc', headers: { [prefix]: 'AES256' } });
    expect([said(own), own.headers.etag]).toEqual([saysS3, md5('abc')]);
    expect(said(await send('HEAD', 'own'))).toEqual(saysS3);
    for (const headers of [{ [prefix]: 'aws:kms' }, { [`${prefix}-aws-kms-key-id`]: keyArn }]) {
      expect((await send('PUT', 'other', { body: 'abc', headers })).status).toBe(501);
    }
  });

  it('an ETag is not the MD5 of the bytes, of a part neither', async () => {
    const first = await send('PUT', 'one', { body: 'abc' });
    const again = await send('PUT', 'one', { body: 'abc' });
    expect(first.headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(new Set([first.headers.etag, again.headers.etag, md5('abc')]).size).toBe(3);
    expect((await send('HEAD', 'one')).headers.etag).toBe(again.headers.etag);
    const uploadId = await startUpload(client, 'two');
    const sent = await part(client, 'two', { uploadId, number: 1, body: 'abc' });
    expect(sent.etag).not.toBe(md5('abc'));
    expect((await listParts(client, 'two', uploadId)).element('ETag')).toBe(sent.etag.replaceAll('"', '&quot;'));
    expect((await complete(client, 'two', uploadId, [{ number: 1, etag: md5('abc') }])).code).toBe('InvalidPart');
    expect((await complete(client, 'two', uploadId, [sent])).status).toBe(200);
  });

  it('what is there stays as it was encrypted when the bucket takes other keys', async () => {
    await send('PUT', 'one', { body: 'abc' });
    const uploadId = await begin('two');
    await start(ofS3);
    expect(said(await send('GET', 'one'))).toEqual(saysKms);
    expect(said(await sendPart(client, 'two', { uploadId, number: 1, body: 'abc' }))).toEqual(saysKms);
    expect(said(await send('PUT', 'one', { body: 'abc' }))).toEqual(saysS3);
  });

  it('a copy is encrypted as its own bucket wants it', async () => {
    await send('PUT', 'one', { body: 'abc', headers: { 'x-amz-meta-a': 'b' } });
    const headers = { 'x-amz-copy-source': '/plain/one' };
    const copy = await send('PUT', 'copy', { headers, versioned: true });
    expect(said(copy)).toEqual(saysS3);
    const found = await send('HEAD', 'copy', { versioned: true });
    expect([said(found), found.headers.etag, found.headers['x-amz-meta-a']]).toEqual([saysS3, md5('abc'), 'b']);
    const back = { 'x-amz-copy-source': '/versioned/copy' };
    expect(said(await send('PUT', 'back', { headers: back }))).toEqual(saysKms);
  });

  it('KMS is asked with the bucket’s ARN, or the object’s without a bucket key', async () => {
    await send('PUT', 'one', { body: 'abc' });
    expect(asked.at(-1)).toMatchObject({
      ...{ action: 'kms:GenerateDataKey', resource: keyArn },
      context: {
        'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::plain',
        'kms:ViaService': 's3.eu-central-1.amazonaws.com',
      },
    });
    const aws = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    await start(byDefault({ ServerSideEncryptionByDefault: aws }));
    await send('PUT', 'one', { body: 'abc' });
    expect(asked.at(-1)?.context['kms:EncryptionContext:aws:s3:arn']).toBe('arn:aws:s3:::plain/one');
  });

  it('nobody without a signature can read', async () => {
    await send('PUT', 'one', { body: 'abc' });
    const answer = await send('GET', 'one', { auth: 'none' });
    expect([answer.code, answer.text]).toEqual(['InvalidArgument', expect.stringContaining('Signature Version 4')]);
  });
});

describe('without the right to the key', () => {
  const copySource = { 'x-amz-copy-source': '/plain/one' };
  const ofS3Source = { 'x-amz-copy-source': '/plain/of-s3' };
  const withChecksum = { 'x-amz-checksum-algorithm': 'CRC64NVME', 'x-amz-checksum-type': 'FULL_OBJECT' };
  const keysOfS3 = { headers: { [prefix]: 'AES256' } };
  let uploadId: string;
  let checked: string;
  beforeEach(async () => {
    await start(ofKms);
    await send('PUT', 'one', { body: 'abc' });
    await send('PUT', 'of-s3', keysOfS3);
    uploadId = await begin('two');
    checked = await begin('three', withChecksum);
  });

  const etagOf = async (key: string, id: string): Promise<string> => {
    const before = denied.splice(0);
    const etag = (await listParts(client, key, id)).element('ETag').replaceAll('&quot;', '"');
    denied.push(...before);
    return etag;
  };
  const completion = async (key: string, id: string) =>
    complete(client, key, id, [{ number: 1, etag: await etagOf(key, id) }]);

  const [write, read] = ['kms:GenerateDataKey', 'kms:Decrypt'];
  const newUpload = { query: { uploads: '' } };
  const newPart = { number: 2, body: '' };

  it.each<[step: string, needs: string[], act: () => Promise<Response>]>([
    ['PutObject', [write], () => send('PUT', 'new')],
    ['CreateMultipartUpload', [write], () => send('POST', 'new', newUpload)],
    ['CopyObject', [read, write], () => send('PUT', 'new', { headers: copySource })],
    ['CopyObject to the keys of S3', [read], () => send('PUT', 'new', { headers: copySource, versioned: true })],
    ['GetObject', [read], () => send('GET', 'one')],
    ['HeadObject with its checksum', [read], () => send('HEAD', 'one', checksumMode)],
    ['GetObjectAttributes with its checksum', [read], () => attributes('one', 'ETag,Checksum')],
    ['UploadPart', [read], () => sendPart(client, 'two', { uploadId, ...newPart })],
    ['UploadPartCopy', [read], () => sendPart(client, 'two', { uploadId, ...newPart, headers: ofS3Source })],
    ['ListParts', [read], () => listParts(client, 'two', uploadId)],
    ['CompleteMultipartUpload with checksums', [read], () => completion('three', checked)],
    ['CompleteMultipartUpload', [], () => completion('two', uploadId)],
    ['HeadObject', [], () => send('HEAD', 'one')],
    ['GetObjectAttributes', [], () => attributes('one', 'ETag,ObjectSize')],
    ['PutObject with the keys of S3', [], () => send('PUT', 'new', keysOfS3)],
  ])('%s needs %j and no more', async (_, needs, act) => {
    for (const action of needs) {
      denied = [action];
      expect((await act()).status).toBe(403);
    }
    denied = [read, write].filter((action) => !needs.includes(action));
    expect((await act()).status).toBe(200);
  });
});

/** Of `versioned`. */
describe('the setting', () => {
  const rule = (aws: string) =>
    `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${aws}</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`;
  const kms = (key: string) => rule(`<SSEAlgorithm>aws:kms</SSEAlgorithm>${key}`);
  const named = (key: string) => `<KMSMasterKeyID>${key}</KMSMasterKeyID>`;

  it('of the template is answered', async () => {
    await start(ofS3);
    const answer = await get(client, 'encryption');
    expect(['SSEAlgorithm', 'KMSMasterKeyID', 'BucketKeyEnabled'].map((it) => answer.element(it))).toEqual([
      ...['aws:kms', keyArn, 'true'],
    ]);
  });

  it('of a client holds from its answer on', async () => {
    await start(ofKms);
    expect((await put(client, 'encryption', kms(named(keyArn)))).status).toBe(200);
    expect(said(await send('PUT', 'one', { versioned: true }))).toEqual(saysKms);
  });

  it.each([
    ['no key', kms(''), 'NotImplemented'],
    ['an alias', kms(named('alias/files')), 'NotImplemented'],
    ['an id', kms(named('1234abcd-12ab-34cd-56ef-1234567890ab')), 'NotImplemented'],
    ['two layers', rule(`<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>${named(keyArn)}`), 'NotImplemented'],
    ['a key that is not used', rule(`<SSEAlgorithm>AES256</SSEAlgorithm>${named(keyArn)}`), 'InvalidArgument'],
  ])('with %s is refused', async (_, document, code) => {
    await start(ofKms);
    expect((await put(client, 'encryption', document)).code).toBe(code);
    expect(said(await send('PUT', 'one', { versioned: true }))).toEqual(saysS3);
  });

  it.each([
    ['an alias', { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/files' }],
    ['no key', { SSEAlgorithm: 'aws:kms' }],
    ['two layers', { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: keyArn }],
    ['a key that is not used', { SSEAlgorithm: 'AES256', KMSMasterKeyID: keyArn }],
  ])('of the template with %s stops the start', (_, ServerSideEncryptionByDefault) => {
    const properties = byDefault({ ServerSideEncryptionByDefault });
    expect(() => documentsOf({ name: 'b', properties })).toThrow(
      /properties of bucket b in the template cannot be used/,
    );
  });
});
