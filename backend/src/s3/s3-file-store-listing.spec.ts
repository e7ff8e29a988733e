/** Pages of one level and of all levels, and what is missing in them. */
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { BadListPosition } from '../files/file-store.ts';
import { answerNext, s3Error } from '../testing/s3-says.ts';
import { S3FileStore } from './s3-file-store.ts';

const client = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
const store = new S3FileStore(client, 'files');

const s3Says = (answer: object | Error) => answerNext(client, answer);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('listing', () => {
  it('asks for one page of one level', async () => {
    const send = s3Says({
      CommonPrefixes: [{ Prefix: 'p/a/' }],
      Contents: [{ Key: 'p/b', Size: 1, LastModified: new Date(0), ETag: '"e"' }],
      IsTruncated: true,
      NextContinuationToken: 'token',
    });
    await expect(store.list({ prefix: 'p/', limit: 7, from: 'here' })).resolves.toEqual({
      prefixes: ['p/a/'],
      files: [{ key: 'p/b', sizeBytes: 1, modifiedAt: new Date(0), etag: '"e"' }],
      next: 'token',
    });
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(ListObjectsV2Command);
    expect(send.mock.calls[0]?.[0].input).toEqual({
      Bucket: 'files',
      Prefix: 'p/',
      Delimiter: '/',
      MaxKeys: 7,
      ContinuationToken: 'here',
    });
  });

  it('returns nothing when S3 has nothing', async () => {
    s3Says({ IsTruncated: false });
    await expect(store.list({ prefix: 'p/', limit: 7 })).resolves.toEqual({ prefixes: [], files: [] });
  });

  const file = { Key: 'p/b', Size: 1, LastModified: new Date(0), ETag: '"e"' };

  it.each<[string, object]>([
    ['IsTruncated', {}],
    ['NextContinuationToken', { IsTruncated: true, Contents: [file] }],
    ['Prefix', { IsTruncated: false, CommonPrefixes: [{ Prefix: 'p/a/' }, {}] }],
    ['Key', { IsTruncated: false, Contents: [file, { ...file, Key: undefined }] }],
    ['Size', { IsTruncated: false, Contents: [file, { ...file, Size: undefined }] }],
    ['Size', { IsTruncated: false, Contents: [file, { ...file, Size: NaN }] }],
    ['LastModified', { IsTruncated: false, Contents: [file, { ...file, LastModified: undefined }] }],
    ['ETag', { IsTruncated: false, Contents: [file, { ...file, ETag: '' }] }],
  ])('fails when S3 answers without %s, and leaves nothing out', async (property, answer) => {
    s3Says(answer);
    await expect(store.list({ prefix: 'p/', limit: 7 })).rejects.toThrow(`malformed answer: ${property} is`);
  });

  it('throws BadListPosition when S3 does not know the token of a page', async () => {
    s3Says(s3Error('InvalidArgument', 400));
    await expect(store.list({ prefix: 'p/', limit: 7, from: 'forged' })).rejects.toThrow(BadListPosition);
  });
});

describe('listing at any depth', () => {
  const file = { Key: 'p/a/b', Size: 1, LastModified: new Date(0), ETag: '"e"' };

  it('asks for one page of everything after a key', async () => {
    const send = s3Says({ IsTruncated: true, Contents: [file] });
    await expect(store.listDeep({ prefix: 'p/', limit: 7, after: 'p/a/a' })).resolves.toEqual({
      files: [{ key: 'p/a/b', sizeBytes: 1, modifiedAt: new Date(0), etag: '"e"' }],
      hasMore: true,
    });
    expect(send.mock.calls[0]?.[0].input).toEqual({ Bucket: 'files', Prefix: 'p/', StartAfter: 'p/a/a', MaxKeys: 7 });
  });

  it('goes on by the token of a page without a file that says that more follow', async () => {
    s3Says({ IsTruncated: true, Contents: [], NextContinuationToken: 't1' });
    s3Says({ IsTruncated: true, NextContinuationToken: 't2' });
    const send = s3Says({ IsTruncated: false, Contents: [file] });
    await expect(store.listDeep({ prefix: 'p/', limit: 7, after: 'p/a/a' })).resolves.toEqual({
      files: [{ key: 'p/a/b', sizeBytes: 1, modifiedAt: new Date(0), etag: '"e"' }],
      hasMore: false,
    });
    const next = (ContinuationToken: string) => ({ Bucket: 'files', Prefix: 'p/', MaxKeys: 7, ContinuationToken });
    expect(send.mock.calls.slice(1).map(([{ input }]) => input)).toEqual([next('t1'), next('t2')]);
  });

  it('fails when such pages do not end, or have no token, and never passes for the end of the list', async () => {
    s3Says({ IsTruncated: true, Contents: [] });
    await expect(store.listDeep({ prefix: 'p/', limit: 7 })).rejects.toThrow('NextContinuationToken is');
    for (let pages = 0; pages < 20; pages += 1) s3Says({ IsTruncated: true, NextContinuationToken: 't' });
    await expect(store.listDeep({ prefix: 'p/', limit: 7 })).rejects.toThrow('malformed answer: Contents is');
  });

  it.each<[string, object]>([
    ['IsTruncated', { Contents: [file] }],
    ['ETag', { IsTruncated: false, Contents: [{ ...file, ETag: undefined }] }],
  ])('fails when S3 answers without %s', async (property, answer) => {
    s3Says(answer);
    await expect(store.listDeep({ prefix: 'p/', limit: 7 })).rejects.toThrow(`malformed answer: ${property} is`);
  });
});
