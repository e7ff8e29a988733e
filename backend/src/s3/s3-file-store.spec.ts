import {
  HeadObjectCommand,
  NoSuchBucket,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { answerNext, s3Error } from '../testing/s3-says.ts';
import { S3FileStore } from './s3-file-store.ts';

const client = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
const store = new S3FileStore(client, 'files');

const s3Says = (answer: object | Error) => answerNext(client, answer);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('describing a file', () => {
  it('asks for the checksum and returns what S3 stored', async () => {
    const send = s3Says({
      ContentLength: 0,
      ContentType: 'text/plain',
      ETag: '"e"',
      ChecksumCRC64NVME: 'AAAAAAAAAAA=',
    });
    await expect(store.describe('k')).resolves.toEqual({
      sizeBytes: 0,
      contentType: 'text/plain',
      etag: '"e"',
      crc64nvme: 'AAAAAAAAAAA=',
    });
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(HeadObjectCommand);
    expect(send.mock.calls[0]?.[0].input).toEqual({ Bucket: 'files', Key: 'k', ChecksumMode: 'ENABLED' });
  });

  it('asks for the given version and names the version that it found', async () => {
    const send = s3Says({ ContentLength: 0, ETag: '"e"', VersionId: 'v1' });
    await expect(store.describe('k', 'v1')).resolves.toMatchObject({ versionId: 'v1' });
    expect(send.mock.calls[0]?.[0].input).toMatchObject({ Key: 'k', VersionId: 'v1' });
  });

  it.each([400, 403, 404, 405])('returns undefined for a version of which S3 says %i', async (status) => {
    const send = s3Says(s3Error(status === 404 ? 'NotFound' : 'Unknown', status));
    await expect(store.describe('k', 'v1')).resolves.toBeUndefined();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it.each([400, 405])('fails when S3 says %i of the current version', async (status) => {
    const error = s3Error('Unknown', status);
    s3Says(error);
    s3Says({ IsTruncated: false, Contents: [] });
    await expect(store.describe('k')).rejects.toBe(error);
  });

  it('returns undefined for a key that does not exist', async () => {
    s3Says(new NotFound({ message: '', $metadata: { httpStatusCode: 404 } }));
    await expect(store.describe('k')).resolves.toBeUndefined();
  });

  it('returns undefined for a missing key that S3 hides behind 403', async () => {
    s3Says(s3Error('403', 403));
    const send = s3Says({
      IsTruncated: false,
      Contents: [{ Key: 'k2', Size: 1, LastModified: new Date(), ETag: '"e"' }],
    });
    await expect(store.describe('k')).resolves.toBeUndefined();
    expect(send.mock.calls[1]?.[0].input).toMatchObject({ Bucket: 'files', Prefix: 'k', MaxKeys: 1 });
  });

  it.each([
    ['under a KMS key that the role may not use', 403],
    ['with a key that its owner sends along', 400],
  ])('does not mistake a file that was encrypted %s for a missing file', async (_, status) => {
    const cause = s3Error('Unknown', status);
    s3Says(cause);
    s3Says({ IsTruncated: false, Contents: [{ Key: 'k', Size: 1, LastModified: new Date(), ETag: '"e"' }] });
    await expect(store.describe('k')).rejects.toMatchObject({ code: 'storage-refused', cause });
  });

  it.each(['ContentLength', 'ETag'])('fails when S3 answers without %s', async (property) => {
    const head = { ContentLength: 3, ContentType: 'text/plain', ETag: '"e"' };
    s3Says({ ...head, [property]: undefined });
    await expect(store.describe('k')).rejects.toThrow(`malformed answer: ${property}`);
  });

  it('does not mistake a missing bucket for a missing file', async () => {
    const error = new NoSuchBucket({ message: '', $metadata: { httpStatusCode: 404 } });
    s3Says(error);
    await expect(store.describe('k')).rejects.toBe(error);
  });
});

describe('a failure', () => {
  it.each([
    s3Error('SlowDown', 503),
    s3Error('InternalError', 500),
    s3Error('BadGateway', 502),
    Object.assign(new Error('late'), { name: 'TimeoutError' }),
    Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  ])('that is temporary is "unavailable": %s', async (error) => {
    for (const act of [
      () => store.describe('k'),
      () => store.list({ prefix: '', limit: 1 }),
      () => store.listDeep({ prefix: '', limit: 1 }),
    ]) {
      s3Says(error);
      await expect(act()).rejects.toMatchObject({ code: 'unavailable', cause: error });
    }
  });

  it('of ours stays as it is', async () => {
    const error = s3Error('AccessDenied', 403);
    s3Says(error);
    await expect(store.list({ prefix: '', limit: 1 })).rejects.toBe(error);
  });
});

describe('marking a folder', () => {
  const refused = (name: string, httpStatusCode: number, attempts: number) =>
    new S3ServiceException({ name, $fault: 'client', message: 'SDK text', $metadata: { httpStatusCode, attempts } });

  it('stores the marker of a folder create-only, with the checksum of no bytes', async () => {
    const send = s3Says({ ETag: '"e"' });
    await expect(store.createMarker('k/')).resolves.toBe(true);
    expect(send.mock.calls[0]?.[0]).toBeInstanceOf(PutObjectCommand);
    expect(send.mock.calls[0]?.[0].input).toEqual({
      Bucket: 'files',
      Key: 'k/',
      Body: '',
      ContentType: 'application/x-directory',
      ChecksumCRC64NVME: 'AAAAAAAAAAA=',
      IfNoneMatch: '*',
    });
  });

  it('returns false when the key is taken, unless an earlier attempt of the same call took it', async () => {
    s3Says(refused('PreconditionFailed', 412, 1));
    await expect(store.createMarker('k/')).resolves.toBe(false);
    s3Says(refused('PreconditionFailed', 412, 2));
    await expect(store.createMarker('k/')).resolves.toBe(true);
  });

  it.each([
    ['ConditionalRequestConflict', 409],
    ['SlowDown', 503],
  ])('is unavailable when S3 says %s', async (name, status) => {
    s3Says(refused(name, status, 1));
    await expect(store.createMarker('k/')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('fails when S3 refuses the role', async () => {
    s3Says(refused('AccessDenied', 403, 1));
    await expect(store.createMarker('k/')).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
