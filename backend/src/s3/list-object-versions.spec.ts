/** Compares our reader of versions with that of the SDK, and shows that no damaged answer passes for a shorter list. */
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anyKey } from '../testing/any-key.ts';
import { S3OverHttp } from '../testing/s3-over-http.ts';
import { escaped, inside } from '../testing/s3-xml.ts';
import { listObjectVersions } from './list-object-versions.ts';
import { readVersionPage } from './read-version-page.ts';

const s3 = new S3OverHttp();
const input = { Bucket: 'files', Prefix: 'users/x/' };

beforeEach(() => s3.reset());

interface Version {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly modifiedAt: Date;
  /** The size in bytes; a deletion has none. */
  readonly sizeBytes: number | undefined;
}

const versionXml = ({ key, versionId, isLatest, modifiedAt, sizeBytes }: Version): string =>
  inside(
    sizeBytes === undefined ? 'DeleteMarker' : 'Version',
    inside('Key', escaped(key)),
    inside('VersionId', versionId),
    inside('IsLatest', String(isLatest)),
    inside('LastModified', modifiedAt.toISOString()),
    ...(sizeBytes === undefined ? [] : [inside('ETag', '&quot;e&quot;'), inside('Size', String(sizeBytes))]),
    inside('Owner', inside('ID', 'a'), '<DisplayName/>'),
  );

interface Page {
  readonly versions: readonly Version[];
  readonly next: string | undefined;
}

const pageXml = ({ versions, next }: Page): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
    inside('Name', 'files'),
    inside('KeyMarker', 'k'),
    '<VersionIdMarker/>',
    inside('MaxKeys', '1000'),
    inside('IsTruncated', String(next !== undefined)),
    ...(next === undefined ? [] : [inside('NextKeyMarker', escaped(next)), inside('NextVersionIdMarker', 'v1')]),
    ...versions.map(versionXml),
  ].join('')}</ListVersionsResult>`;

const anyControl = fc.constantFrom('\u0001', '\t', '\n', '\r', '\u001f', '&', '<', '>', '"', "'", '&amp;');
const anyName = fc.tuple(anyKey, anyControl, anyKey).map((parts) => parts.join(''));
const anyPage = fc.record<Page>({
  versions: fc.array(
    fc.record({
      key: anyName,
      versionId: fc.constantFrom('v1', '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY', 'null'),
      isLatest: fc.boolean(),
      modifiedAt: fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }),
      sizeBytes: fc.option(fc.nat(2 ** 48), { nil: undefined }),
    }),
    { maxLength: 6 },
  ),
  next: fc.option(anyName, { nil: undefined }),
});

describe('a page of versions', () => {
  it('is what the SDK reads, whatever names the files have', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async (page) => {
        const xml = pageXml(page);
        s3.says(200, xml);
        const {
          Versions = [],
          DeleteMarkers = [],
          ...rest
        } = await s3.client.send(new ListObjectVersionsCommand(input));
        s3.says(200, xml);
        const ours = await listObjectVersions(s3.client, input);
        const common = ({ Key, VersionId, IsLatest, LastModified }: (typeof DeleteMarkers)[number]) => ({
          ...{ Key, VersionId, IsLatest, LastModified },
        });
        expect(ours.Versions).toEqual(Versions.map((it) => ({ ...common(it), ETag: it.ETag, Size: it.Size })));
        expect(ours.DeleteMarkers).toEqual(DeleteMarkers.map(common));
        expect(ours).toMatchObject({
          IsTruncated: rest.IsTruncated,
          NextKeyMarker: rest.NextKeyMarker,
          NextVersionIdMarker: rest.NextVersionIdMarker,
        });
        expect(ours.NextKeyMarker).toBe(page.next);
      }),
    );
  });
});

const aVersion: Version = { key: 'k', versionId: 'v1', isLatest: true, modifiedAt: new Date(0), sizeBytes: 1 };
const whole = pageXml({ versions: [aVersion, { ...aVersion, key: 'l', sizeBytes: undefined }], next: 'n' });

describe('a damaged page of versions', () => {
  it('that ends early is refused, wherever it ends', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readVersionPage(whole.slice(0, length))).toThrow('malformed answer');
    }
  });

  it('that lacks one tag is refused, whichever it is', () => {
    const empty = ['<VersionIdMarker/>', '<DisplayName/>'];
    const tags = Array.from(whole.matchAll(/<[^?>]+>/g)).filter(([tag]) => !empty.includes(tag));
    expect(tags.length).toBeGreaterThan(40);
    for (const { 0: tag, index } of tags) {
      const without = whole.slice(0, index) + whole.slice(index + tag.length);
      expect(() => readVersionPage(without)).toThrow('malformed answer');
    }
  });

  it.each<[what: string, from: string, to: string]>([
    ['an id twice', '<VersionId>v1</VersionId>', '<VersionId>v1</VersionId><VersionId>v2</VersionId>'],
    ['a truth that is none', '<IsLatest>true', '<IsLatest>1'],
    ['a size without digits', '<Size>1</Size>', '<Size></Size>'],
    ['a time of another form', '1970-01-01T00:00:00.000Z', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['encoded names', '<MaxKeys>', '<EncodingType>url</EncodingType><MaxKeys>'],
    ['two places to go on', '<NextKeyMarker>', '<NextKeyMarker>a</NextKeyMarker><NextKeyMarker>'],
    ['another document', 'ListVersionsResult xmlns', 'ListBucketResult xmlns'],
  ])('with %s is refused', (_, from, to) => {
    expect(whole).toContain(from);
    expect(() => readVersionPage(whole.replace(from, to))).toThrow('malformed answer');
  });
});

describe('an answer that is no page of versions', () => {
  it.each([
    [403, 'AccessDenied', 403],
    [200, 'InternalError', 503],
  ])('(%i %s) is the error that S3 names', async (status, name, httpStatusCode) => {
    s3.refuses(status, name);
    await expect(listObjectVersions(s3.client, input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it('is refused when it is empty, and is not asked for again', async () => {
    s3.says(200, '');
    await expect(listObjectVersions(s3.client, input)).rejects.toThrow('malformed answer');
    expect(s3.sent).toHaveLength(1);
  });
});
