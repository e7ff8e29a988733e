import { createHash } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { freshKey } from './testing/case.ts';
import { askPolicies, type AskedPolicies } from './testing/asked-policies.ts';

describe('the question to the policies', () => {
  let denied: string[];
  let client: AskedPolicies['client'];
  let asked: AskedPolicies['asked'];
  let close: AskedPolicies['close'];
  beforeEach(async () => {
    denied = [];
    ({ client, asked, close } = await askPolicies((action) => denied.includes(action)));
  });
  afterEach(() => close());

  it('has action, resource and condition keys for a PUT', async () => {
    const key = freshKey();
    await client.send({ method: 'PUT', key, headers: { 'if-none-match': '*' }, signedAt: new Date(Date.now() - 5000) });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ action: 's3:PutObject', resource: `arn:aws:s3:::plain/${key}` });
    expect(asked[0]!.context).toMatchObject({
      's3:if-none-match': '*',
      's3:authType': 'REST-QUERY-STRING',
      's3:signatureversion': 'AWS4-HMAC-SHA256',
      's3:ObjectCreationOperation': 'true',
      'aws:SecureTransport': 'false',
    });
    expect(Number(asked[0]!.context['s3:signatureAge'])).toBeGreaterThanOrEqual(4000);
    expect(asked[0]!.context).not.toHaveProperty('s3:if-match');
  });

  it('has prefix and delimiter for a list', async () => {
    await client.send({
      method: 'GET',
      query: { 'list-type': '2', prefix: 'users/a/', delimiter: '/' },
      auth: 'header',
    });
    expect(asked[0]).toMatchObject({ action: 's3:ListBucket', resource: 'arn:aws:s3:::plain' });
    expect(asked[0]!.context).toMatchObject({
      's3:prefix': 'users/a/',
      's3:delimiter': '/',
      's3:authType': 'REST-HEADER',
    });
  });

  it.each<[string, string]>([
    ['PUT', 's3:PutObject'],
    ['GET', 's3:GetObject'],
    ['HEAD', 's3:GetObject'],
    ['DELETE', 's3:DeleteObject'],
  ])('%s without %s is refused', async (method, action) => {
    denied = [action];
    const response = await client.send({ method, key: freshKey() });
    expect(response.status).toBe(403);
  });

  it('has the ETag of each item of a DeleteObjects as s3:if-match, and not the header of the request', async () => {
    const body = '<Delete><Object><Key>a</Key><ETag>"1"</ETag></Object><Object><Key>b</Key></Object></Delete>';
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64'), 'if-match': '"2"' };
    await client.send({ method: 'POST', query: { delete: '' }, headers, body, auth: 'header' });
    const deletes = asked.filter(({ action }) => action === 's3:DeleteObject');
    expect(deletes.map(({ resource }) => resource)).toEqual(['arn:aws:s3:::plain/a', 'arn:aws:s3:::plain/b']);
    expect(deletes[0]!.context).toMatchObject({ 's3:if-match': '"1"' });
    expect(deletes[1]!.context).not.toHaveProperty('s3:if-match');
  });

  it('lets only a requester who may list see that a key is missing (404)', async () => {
    denied = ['s3:ListBucket'];
    expect((await client.send({ method: 'GET', key: freshKey() })).code).toBe('AccessDenied');
    denied = [];
    expect((await client.send({ method: 'GET', key: freshKey() })).code).toBe('NoSuchKey');
  });

  it('includes s3:GetObject where an ETag is compared, for writes and deletes', async () => {
    const key = freshKey();
    const etag = String((await client.send({ method: 'PUT', key, body: 'x' })).headers.etag);
    denied = ['s3:GetObject'];
    const headers = { 'if-match': etag };
    expect((await client.send({ method: 'PUT', key, body: 'y', headers })).code).toBe('AccessDenied');
    expect((await client.send({ method: 'DELETE', key, headers })).code).toBe('AccessDenied');
    expect((await client.send({ method: 'DELETE', key, headers: { 'if-match': '*' } })).status).toBe(204);
  });

  it('has actions of their own for versions', async () => {
    const key = freshKey();
    const put = await client.send({ method: 'PUT', key, body: 'x', versioned: true });
    const query = { versionId: String(put.headers['x-amz-version-id']) };
    denied = ['s3:GetObjectVersion', 's3:DeleteObjectVersion'];
    expect((await client.send({ method: 'GET', key, versioned: true, query })).code).toBe('AccessDenied');
    expect((await client.send({ method: 'DELETE', key, versioned: true, query })).code).toBe('AccessDenied');
  });

  describe('a multipart upload', () => {
    const start = async (key: string) => {
      const started = await client.send({ method: 'POST', key, query: { uploads: '' } });
      return started.element('UploadId');
    };
    const complete = (key: string, uploadId: string, headers: Record<string, string> = {}) =>
      client.send({ method: 'POST', key, query: { uploadId }, body: '<no/>', headers });

    it('is s3:PutObject at each step, and creates an object only with the last', async () => {
      const key = freshKey();
      const uploadId = await start(key);
      await client.send({ method: 'PUT', key, query: { uploadId, partNumber: '1' }, body: 'x' });
      await complete(key, uploadId);
      expect(asked.map(({ action, context }) => [action, context['s3:ObjectCreationOperation']])).toEqual([
        ['s3:PutObject', 'false'],
        ['s3:PutObject', 'false'],
        ['s3:PutObject', 'true'],
      ]);
    });

    it('is listed and aborted with permissions of their own', async () => {
      const key = freshKey();
      const uploadId = await start(key);
      const query = { uploadId };
      denied = ['s3:ListMultipartUploadParts', 's3:ListBucketMultipartUploads', 's3:AbortMultipartUpload'];
      const answers = [
        await client.send({ method: 'GET', key, query }),
        await client.send({ method: 'GET', query: { uploads: '', prefix: 'users/' } }),
        await client.send({ method: 'DELETE', key, query }),
      ];
      expect(answers.map(({ code }) => code)).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
      expect(asked.slice(1).map(({ action, resource }) => [action, resource])).toEqual([
        ['s3:ListMultipartUploadParts', `arn:aws:s3:::plain/${key}`],
        ['s3:ListBucketMultipartUploads', 'arn:aws:s3:::plain'],
        ['s3:AbortMultipartUpload', `arn:aws:s3:::plain/${key}`],
      ]);
      expect(asked[2]!.context).toMatchObject({ 's3:prefix': 'users/' });
      denied = [];
      expect((await client.send({ method: 'GET', key, query })).status).toBe(200);
    });

    it('needs s3:GetObject to be completed when it names an ETag', async () => {
      const key = freshKey();
      denied = ['s3:GetObject'];
      const response = await complete(key, await start(key), { 'if-match': '"e"' });
      expect(response.code).toBe('AccessDenied');
    });

    it.each(['POST uploads', 'PUT part', 'POST complete'])('%s without s3:PutObject is refused', async (step) => {
      const key = freshKey();
      const uploadId = await start(key);
      denied = ['s3:PutObject'];
      const [method = ''] = step.split(' ');
      const query = { 'POST uploads': { uploads: '' }, 'PUT part': { uploadId, partNumber: '1' } }[step] ?? {
        uploadId,
      };
      expect((await client.send({ method, key, query: { ...query } })).code).toBe('AccessDenied');
    });
  });

  it('is about the source and the destination of a copy', async () => {
    const [from, to] = [freshKey(), freshKey()];
    await client.send({ method: 'PUT', key: from, body: 'x' });
    asked.length = 0;
    const copy = () =>
      client.send({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': `/plain/${from}` }, auth: 'header' });
    expect((await copy()).status).toBe(200);
    expect(asked.map(({ action, resource }) => [action, resource])).toEqual([
      ['s3:PutObject', `arn:aws:s3:::plain/${to}`],
      ['s3:GetObject', `arn:aws:s3:::plain/${from}`],
    ]);
    expect(asked[0]!.context).toMatchObject({ 's3:ObjectCreationOperation': 'true' });
    expect(asked[0]!.context).toHaveProperty('s3:x-amz-copy-source');
    denied = ['s3:GetObject'];
    expect((await copy()).code).toBe('AccessDenied');
  });

  it('has an action for attributes beside s3:GetObject', async () => {
    const key = freshKey();
    await client.send({ method: 'PUT', key, body: 'x' });
    const headers = { 'x-amz-object-attributes': 'ETag' };
    const get = () => client.send({ method: 'GET', key, query: { attributes: '' }, headers });
    for (const action of ['s3:GetObjectAttributes', 's3:GetObject']) {
      denied = [action];
      expect((await get()).code).toBe('AccessDenied');
    }
  });

  it('has actions for tags, also for tags that come with an object', async () => {
    const key = freshKey();
    const headers = { 'x-amz-tagging': 'a=1' };
    denied = ['s3:PutObjectTagging'];
    expect((await client.send({ method: 'PUT', key, body: 'x', headers })).code).toBe('AccessDenied');
    expect((await client.send({ method: 'POST', key, query: { uploads: '' }, headers })).code).toBe('AccessDenied');
    expect(asked[0]!.context).toMatchObject({ 's3:RequestObjectTagKeys': ['a'], 's3:RequestObjectTag/a': '1' });
    denied = [];
    await client.send({ method: 'PUT', key, body: 'x', headers });
    denied = ['s3:GetObjectTagging', 's3:DeleteObjectTagging'];
    const head = await client.send({ method: 'HEAD', key });
    expect([head.status, head.headers['x-amz-tagging-count']]).toEqual([200, undefined]);
    expect((await client.send({ method: 'GET', key, query: { tagging: '' } })).code).toBe('AccessDenied');
    expect((await client.send({ method: 'DELETE', key, query: { tagging: '' } })).code).toBe('AccessDenied');
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['object lock', 'GET', 'k', { retention: '' }],
    ['bucket logging', 'GET', '', { logging: '' }],
    ['bucket replication', 'GET', '', { replication: '' }],
  ])('%s is not implemented', async (_name, method, key, query) => {
    const response = await client.send({ method, key, query });
    expect([response.status, response.code]).toEqual([501, 'NotImplemented']);
  });
});
