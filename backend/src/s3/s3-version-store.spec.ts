import { beforeEach, describe, expect, it } from '@jest/globals';

import { BadListPosition } from '../files/file-store.ts';
import { S3OverHttp } from '../testing/s3-over-http.ts';
import { S3VersionStore } from './s3-version-store.ts';

const s3 = new S3OverHttp();
const store = new S3VersionStore(s3.client, 'files');
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

beforeEach(() => s3.reset());

describe('listing versions', () => {
  const page = (inner: string) => `<ListVersionsResult>${inner}</ListVersionsResult>`;
  const version =
    '<Version><Key>p/a</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest>' +
    `<LastModified>2026-11-24T09:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>5</Size></Version>`;

  it('reads one page, and where the next page begins', async () => {
    s3.says(
      200,
      page(
        `<IsTruncated>true</IsTruncated><NextKeyMarker>p/a</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>${version}` +
          '<DeleteMarker><Key>p/a</Key><VersionId>d1</VersionId><IsLatest>true</IsLatest>' +
          '<LastModified>2026-11-24T10:00:00.000Z</LastModified></DeleteMarker>',
      ),
    );
    await expect(
      store.listVersions({ prefix: 'p/', limit: 7, after: { key: 'p/Z', versionId: 'v0' } }),
    ).resolves.toEqual({
      versions: [
        { key: 'p/a', versionId: 'd1', modifiedAt: new Date('2026-11-24T10:00:00Z'), isCurrent: true },
        {
          key: 'p/a',
          versionId: 'v1',
          modifiedAt: new Date('2026-11-24T09:00:00Z'),
          isCurrent: false,
          file: { sizeBytes: 5, etag: '"e"' },
        },
      ],
      next: { key: 'p/a', versionId: 'v1' },
    });
    expect(s3.lastQuery).toMatchObject({
      versions: '',
      prefix: 'p/',
      'max-keys': '7',
      'key-marker': 'p/Z',
      'version-id-marker': 'v0',
    });
  });

  it('begins at the first version, or after all versions of a key', async () => {
    s3.says(200, page('<IsTruncated>false</IsTruncated>'));
    await expect(store.listVersions({ prefix: 'p/', limit: 7 })).resolves.toEqual({ versions: [] });
    expect(s3.lastQuery).not.toHaveProperty('key-marker');
    s3.says(200, page('<IsTruncated>false</IsTruncated>'));
    await store.listVersions({ prefix: 'p/', limit: 7, after: { key: 'p/Z' } });
    expect(s3.lastQuery).toMatchObject({ 'key-marker': 'p/Z' });
    expect(s3.lastQuery).not.toHaveProperty('version-id-marker');
  });

  it.each([
    ['IsTruncated', version],
    ['NextKeyMarker', `<IsTruncated>true</IsTruncated>${version}`],
    ['NextVersionIdMarker', `<IsTruncated>true</IsTruncated><NextKeyMarker>p/a</NextKeyMarker>${version}`],
  ])('fails when S3 answers without %s', async (property, inner) => {
    s3.says(200, page(inner));
    await expect(store.listVersions({ prefix: 'p/', limit: 7 })).rejects.toThrow(`malformed answer: ${property} is`);
  });

  it('throws BadListPosition when S3 does not know the version', async () => {
    s3.refuses(400, 'InvalidArgument');
    const after = { key: 'p/a', versionId: 'forged' };
    await expect(store.listVersions({ prefix: 'p/', limit: 7, after })).rejects.toThrow(BadListPosition);
  });

  it('is unavailable when S3 does not answer', async () => {
    s3.fails(refused);
    await expect(store.listVersions({ prefix: 'p/', limit: 7 })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('removing versions', () => {
  const [first, second] = [
    { key: 'a', versionId: 'v1' },
    { key: 'a', versionId: 'v2' },
  ];
  const removed = ({ key, versionId }: typeof first) =>
    `<Deleted><Key>${key}</Key><VersionId>${versionId}</VersionId></Deleted>`;
  const error = ({ key, versionId }: typeof first, code: string) =>
    `<Error><Key>${key}</Key><VersionId>${versionId}</VersionId><Code>${code}</Code></Error>`;
  const answers = (...results: string[]) => s3.says(200, `<DeleteResult>${results.join('')}</DeleteResult>`);

  it('removes several versions of one key with one call', async () => {
    answers(removed(second), removed(first));
    await expect(store.removeVersions([first, second])).resolves.toEqual([]);
    expect(s3.sent).toHaveLength(1);
    expect(s3.lastBody).toContain(
      '<Object><Key>a</Key><VersionId>v1</VersionId></Object><Object><Key>a</Key><VersionId>v2</VersionId></Object>',
    );
  });

  it('knows a removed deletion by the id of its delete marker', async () => {
    const marker = '<DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>v1</DeleteMarkerVersionId>';
    answers(`<Deleted><Key>a</Key>${marker}</Deleted>`);
    await expect(store.removeVersions([first])).resolves.toEqual([]);
  });

  it.each(['NoSuchVersion', 'NoSuchKey'])('takes %s for gone', async (code) => {
    answers(removed(first), error(second, code));
    await expect(store.removeVersions([first, second])).resolves.toEqual([]);
  });

  it.each(['InternalError', 'SlowDown', 'ConditionalRequestConflict'])(
    'returns a version of which S3 said %s',
    async (code) => {
      answers(removed(first), error(second, code));
      await expect(store.removeVersions([first, second])).resolves.toEqual([second]);
    },
  );

  it('returns all when the call fails on its way', async () => {
    s3.fails(refused);
    await expect(store.removeVersions([first, second])).resolves.toEqual([first, second]);
  });

  it('tells of a version that S3 does not let us remove', async () => {
    answers(removed(first), error(second, 'AccessDenied'));
    await expect(store.removeVersions([first, second])).resolves.toEqual([{ ...second, isRefused: true }]);
  });

  it('fails for any other refusal', async () => {
    answers(removed(first), error(second, 'SomethingNew'));
    await expect(store.removeVersions([first, second])).rejects.toThrow('SomethingNew');
  });

  it('removes a version whose key XML cannot carry with a call of its own', async () => {
    s3.says(204, '');
    await expect(store.removeVersions([{ key: 'a\u0001', versionId: 'v1' }])).resolves.toEqual([]);
    expect(s3.sent).toMatchObject([{ method: 'DELETE', path: '/a%01', query: { versionId: 'v1' } }]);
  });
});

describe('copying a version', () => {
  const copy = { key: 'users/x/a b+ü?.txt', versionId: 'v/1', replaces: etag };
  const copied =
    '<CopyObjectResult><ETag>&quot;e&quot;</ETag><LastModified>2026-11-24T09:00:00.000Z</LastModified></CopyObjectResult>';

  it('copies over the version that is to be replaced, and asks for the checksum', async () => {
    s3.says(200, copied);
    await expect(store.copyVersion(copy)).resolves.toEqual({
      kind: 'copied',
      etag: '"e"',
      modifiedAt: new Date('2026-11-24T09:00:00Z'),
    });
    expect(s3.lastHeaders).toMatchObject({
      'x-amz-copy-source': 'files/users/x/a%20b%2B%C3%BC%3F.txt?versionId=v%2F1',
      'if-match': etag,
      'x-amz-checksum-algorithm': 'CRC64NVME',
      'x-amz-tagging-directive': 'REPLACE',
    });
    expect(s3.options[0]).toMatchObject({ requestTimeout: 26_000 });
  });

  it.each<[number, string, string]>([
    [412, 'PreconditionFailed', 'changed'],
    [409, 'ConditionalRequestConflict', 'changed'],
    [404, 'NoSuchVersion', 'no-such-version'],
    [200, 'PreconditionFailed', 'changed'],
  ])('tells by %i %s that it is %s', async (status, code, kind) => {
    s3.refuses(status, code);
    await expect(store.copyVersion(copy)).resolves.toEqual({ kind });
  });

  it.each<[number, string]>([
    [404, 'NoSuchKey'],
    [400, 'InvalidArgument'],
    [400, 'InvalidRequest'],
    [405, 'MethodNotAllowed'],
    [403, 'AccessDenied'],
  ])('looks at the source after %i %s', async (status, code) => {
    s3.refuses(status, code);
    s3.says(404, '');
    await expect(store.copyVersion(copy)).resolves.toEqual({ kind: 'no-such-version' });
    expect(s3.sent[1]).toMatchObject({ method: 'HEAD', query: { versionId: 'v/1' } });
  });

  it('tells a deleted destination from a missing source', async () => {
    s3.refuses(404, 'NoSuchKey');
    s3.says(200, '', { 'content-length': '1', etag });
    await expect(store.copyVersion(copy)).resolves.toEqual({ kind: 'changed' });
  });

  it.each(['InvalidObjectState', 'AccessDenied'])('tells of a version that S3 does not give out: %s', async (code) => {
    s3.refuses(403, code);
    s3.says(200, '', { 'content-length': '1', etag });
    await expect(store.copyVersion(copy)).resolves.toEqual({ kind: 'source-refused' });
  });

  it('fails when S3 does not know who asks', async () => {
    s3.refuses(403, 'InvalidAccessKeyId');
    s3.says(200, '', { 'content-length': '1', etag });
    await expect(store.copyVersion(copy)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
  });

  it('is unavailable when S3 does not answer, also within a 200', async () => {
    s3.refuses(200, 'InternalError');
    await expect(store.copyVersion(copy)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('fails when S3 does not name the copy', async () => {
    s3.says(200, '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>');
    await expect(store.copyVersion(copy)).rejects.toThrow('malformed answer: LastModified');
  });
});
