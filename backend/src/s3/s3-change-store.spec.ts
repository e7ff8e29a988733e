import { beforeEach, describe, expect, it } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';

import { samplePlan, sampleRecord } from '../testing/sample-change.ts';
import { S3OverHttp } from '../testing/s3-over-http.ts';
import { S3ChangeStore } from './s3-change-store.ts';

const s3 = new S3OverHttp();
const store = new S3ChangeStore(s3.client, 'state');
const caller = { id: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' };
const record = sampleRecord();
const { changeId } = record;
const place = { changeId, slice: 12 };
const plan = samplePlan(`users/${caller.id}/a`);
const recordPath = `/changes/${caller.id}/${changeId}.json`;
const planPath = `/slices/${caller.id}/${changeId}/000012.json`;
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

beforeEach(() => s3.reset());

const json = (value: unknown, headers = { etag: '"e"' }) =>
  s3.says(200, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
const list = (...keys: string[]) =>
  `<ListBucketResult><IsTruncated>false</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`;

describe('writing', () => {
  it('creates a record only where there is none', async () => {
    s3.says(200, '');
    await expect(store.create(caller, record)).resolves.toBeUndefined();
    expect(s3.sent).toMatchObject([
      { method: 'PUT', path: recordPath, headers: { 'if-none-match': '*', 'content-type': 'application/json' } },
    ]);
    expect(JSON.parse(s3.lastBody)).toEqual(record);
  });

  it('fails to create a record that is there', async () => {
    s3.refuses(412, 'PreconditionFailed');
    await expect(store.create(caller, record)).rejects.toThrow('There is a change with this id.');
  });

  it('replaces the record that was read and no other', async () => {
    s3.says(200, '');
    await expect(store.replace(caller, record, '"e"')).resolves.toBe(true);
    expect(s3.sent).toMatchObject([{ method: 'PUT', path: recordPath, headers: { 'if-match': '"e"' } }]);
  });

  it('creates the plan of a slice only where there is none', async () => {
    s3.says(200, '');
    await expect(store.createPlan(caller, place, plan)).resolves.toBe(true);
    expect(s3.sent).toMatchObject([{ method: 'PUT', path: planPath, headers: { 'if-none-match': '*' } }]);
    expect(JSON.parse(s3.lastBody)).toEqual(plan);
  });

  it.each<[number, string]>([
    [412, 'PreconditionFailed'],
    [409, 'ConditionalRequestConflict'],
    [404, 'NoSuchKey'],
  ])('tells by %i %s that somebody else was quicker', async (status, code) => {
    s3.refuses(status, code);
    await expect(store.replace(caller, record, '"e"')).resolves.toBe(false);
    s3.refuses(status, code);
    await expect(store.createPlan(caller, place, plan)).resolves.toBe(false);
    expect(s3.sent).toHaveLength(2);
  });

  it('fails when the role may not write', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(store.replace(caller, record, '"e"')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('a write whose answer was lost', () => {
  const { requestHandler } = s3.client.config;
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  // Two attempts, as the function has them; the second follows at once.
  const retrying = new S3Client({
    region: 'eu-central-1',
    credentials,
    requestHandler,
    retryStrategy: {
      mode: 'standard',
      acquireInitialRetryToken: () => Promise.resolve({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
      refreshRetryTokenForRetry: (token) => {
        if (token.getRetryCount() > 0) return Promise.reject(new Error('No attempt is left.'));
        return Promise.resolve({ getRetryCount: () => 1, getRetryDelay: () => 0 });
      },
      recordSuccess: () => undefined,
    },
  });
  const again = new S3ChangeStore(retrying, 'state');

  it('counts as done when the repetition meets what it stored', async () => {
    s3.fails(refused);
    s3.refuses(412, 'PreconditionFailed');
    json(record);
    await expect(again.replace(caller, record, '"e"')).resolves.toBe(true);
    expect(s3.sent.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'GET']);
  });

  it('does not count when somebody else has written', async () => {
    s3.fails(refused);
    s3.refuses(412, 'PreconditionFailed');
    json({ ...record, nextSlice: 1 });
    await expect(again.replace(caller, record, '"e"')).resolves.toBe(false);
  });
});

describe('reading', () => {
  it('returns a record with its ETag', async () => {
    json(record);
    await expect(store.read(caller, changeId)).resolves.toEqual({ record, etag: '"e"' });
    expect(s3.sent).toMatchObject([{ method: 'GET', path: recordPath }]);
  });

  it('returns the plan of a slice', async () => {
    json(plan);
    await expect(store.readPlan(caller, place)).resolves.toEqual(plan);
    expect(s3.sent).toMatchObject([{ method: 'GET', path: planPath }]);
  });

  it('returns undefined for what is not there', async () => {
    s3.refuses(404, 'NoSuchKey');
    await expect(store.read(caller, changeId)).resolves.toBeUndefined();
    s3.refuses(404, 'NoSuchKey');
    await expect(store.readPlan(caller, place)).resolves.toBeUndefined();
  });

  it('returns undefined for a missing record that S3 hides behind 403', async () => {
    s3.refuses(403, 'AccessDenied');
    s3.says(200, list(`changes/${caller.id}/${changeId}.json.other`));
    await expect(store.read(caller, changeId)).resolves.toBeUndefined();
    expect(s3.lastQuery).toMatchObject({ prefix: recordPath.slice(1), 'max-keys': '1' });
  });

  it('does not mistake a forbidden record for a missing one', async () => {
    s3.refuses(403, 'AccessDenied');
    s3.says(200, list(recordPath.slice(1)));
    await expect(store.read(caller, changeId)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['another shape', JSON.stringify({ ...record, state: 'odd' })],
    ['nothing', ''],
  ])('fails for a record that is %s', async (_, text) => {
    s3.says(200, String(text), { etag: '"e"' });
    await expect(store.read(caller, changeId)).rejects.toThrow();
  });

  it('is unavailable when S3 does not answer', async () => {
    for (const act of [() => store.read(caller, changeId), () => store.list(caller, { limit: 1 })]) {
      s3.fails(refused);
      await expect(act()).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});

describe('listing', () => {
  it('goes on after a page without a record that says that more follow', async () => {
    s3.says(
      200,
      list().replace('false', 'true').replace('</ListB', '<NextContinuationToken>t</NextContinuationToken></ListB'),
    );
    s3.says(200, list(recordPath.slice(1)));
    await expect(store.list(caller, { limit: 2 })).resolves.toEqual({ changeIds: [changeId] });
    expect(s3.lastQuery).toMatchObject({ 'continuation-token': 't', delimiter: '/' });
  });

  it('returns the ids of one page, and where the next page begins', async () => {
    const others = [recordPath, recordPath.replace('0u1', '0u2')].map((path) => path.slice(1));
    s3.says(200, list(...others).replace('false', 'true'));
    await expect(store.list(caller, { limit: 2, after: '0u0xq3z8k-5f8f0f7e6d1c4f0e' })).resolves.toEqual({
      changeIds: [changeId, changeId.replace('0u1', '0u2')],
      next: changeId.replace('0u1', '0u2'),
    });
    expect(s3.lastQuery).toMatchObject({
      prefix: `changes/${caller.id}/`,
      delimiter: '/',
      'max-keys': '2',
      'start-after': `changes/${caller.id}/0u0xq3z8k-5f8f0f7e6d1c4f0e.json`,
    });
  });

  it('returns nothing when there is nothing', async () => {
    s3.says(200, list());
    await expect(store.list(caller, { limit: 2 })).resolves.toEqual({ changeIds: [] });
    expect(s3.lastQuery).not.toHaveProperty('start-after');
  });

  it('fails when S3 does not say whether there is more', async () => {
    s3.says(200, '<ListBucketResult></ListBucketResult>');
    await expect(store.list(caller, { limit: 2 })).rejects.toThrow('malformed answer: IsTruncated');
  });
});
