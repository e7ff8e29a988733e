/** Compares our reader of lists with that of the SDK, and shows that no damaged answer passes for a shorter list. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anyKey } from '../testing/any-key.ts';
import { S3OverHttp } from '../testing/s3-over-http.ts';
import { escaped, inside } from '../testing/s3-xml.ts';
import { listObjects } from './list-objects.ts';
import { readListPage } from './read-list-page.ts';

const s3 = new S3OverHttp();
const input = { Bucket: 'files', Prefix: 'users/x/' };
const list = () => listObjects(s3.client, input);

beforeEach(() => s3.reset());

interface Stored {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly etag: string;
  readonly hasOwner: boolean;
}

const fileXml = ({ key, sizeBytes, modifiedAt, etag, hasOwner }: Stored): string =>
  inside(
    'Contents',
    inside('Key', escaped(key)),
    inside('LastModified', modifiedAt.toISOString()),
    inside('ETag', escaped(etag)),
    inside('ChecksumAlgorithm', 'CRC64NVME'),
    inside('ChecksumType', 'FULL_OBJECT'),
    inside('Size', String(sizeBytes)),
    ...(hasOwner ? [inside('Owner', inside('ID', 'a'), '<DisplayName/>')] : []),
    inside('StorageClass', 'STANDARD'),
  );

interface Page {
  readonly files: readonly Stored[];
  readonly prefixes: readonly string[];
  readonly token: string | undefined;
}

const pageXml = ({ files, prefixes, token }: Page): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[
    inside('Name', 'files'),
    '<Prefix/>',
    inside('KeyCount', String(files.length + prefixes.length)),
    inside('MaxKeys', '1000'),
    inside('IsTruncated', String(token !== undefined)),
    ...(token === undefined ? [] : [inside('NextContinuationToken', escaped(token))]),
    ...files.map(fileXml),
    ...prefixes.map((prefix) => inside('CommonPrefixes', inside('Prefix', escaped(prefix)))),
  ].join('')}</ListBucketResult>`;

const anyControl = fc.constantFrom('\u0001', '\t', '\n', '\r', '\u001f', '&', '<', '>', '"', "'", '&amp;');
const anyName = fc.tuple(anyKey, anyControl, anyKey).map((parts) => parts.join(''));
const anyPage = fc.record<Page>({
  files: fc.array(
    fc.record({
      key: anyName,
      sizeBytes: fc.nat(2 ** 48),
      modifiedAt: fc.date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true }),
      etag: fc.stringMatching(/^"[\da-f]{32}(?:-\d{1,5})?"$/),
      hasOwner: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  prefixes: fc.array(
    anyName.map((name) => `${name}/`),
    { maxLength: 3 },
  ),
  token: fc.option(fc.base64String({ minLength: 4 }), { nil: undefined }),
});

describe('a page', () => {
  it('is what the SDK reads, whatever names the files have', async () => {
    await fc.assert(
      fc.asyncProperty(anyPage, async (page) => {
        const xml = pageXml(page);
        s3.says(200, xml);
        const { Contents = [], CommonPrefixes = [], ...rest } = await s3.client.send(new ListObjectsV2Command(input));
        s3.says(200, xml);
        const ours = await list();
        const files = Contents.map(({ Key, Size, LastModified, ETag }) => ({ Key, Size, LastModified, ETag }));
        expect(ours.Contents).toEqual(files);
        expect(ours.CommonPrefixes).toEqual(CommonPrefixes);
        expect(ours).toMatchObject({
          IsTruncated: rest.IsTruncated,
          NextContinuationToken: rest.NextContinuationToken,
        });
        expect(files.map(({ Key }) => Key)).toEqual(page.files.map(({ key }) => key));
      }),
    );
  });

  it('has the characters outside the first plane right, also as references', () => {
    const xml = pageXml({ files: [], prefixes: ['P'], token: undefined });
    expect(readListPage(xml.replace('>P<', '>\u{1f600}&#x1f600;&#128512;<')).CommonPrefixes).toEqual([
      { Prefix: '\u{1f600}\u{1f600}\u{1f600}' },
    ]);
  });

  it('may be indented', () => {
    const xml = pageXml({ files: [], prefixes: ['a/', 'b/'], token: 't' });
    expect(readListPage(`${xml.replace(/></g, '>\n  <')}\n`)).toEqual(readListPage(xml));
  });
});

const aFile: Stored = { key: 'k', sizeBytes: 1, modifiedAt: new Date(0), etag: '"e"', hasOwner: false };
const whole = pageXml({ files: [aFile, { ...aFile, key: 'l' }], prefixes: ['a/'], token: 't' });

it('reads the character 0, which no XML may have and a key may', () => {
  const { Contents } = readListPage(
    whole.replace('<Prefix/>', '<Prefix>&#x0;</Prefix>').replace('<Key>k<', '<Key>&#x0;k<'),
  );
  expect(Contents?.[0]?.Key).toBe('\u0000k');
});

it('takes an empty encoding for none', () => {
  const { Contents } = readListPage(whole.replace('<MaxKeys>', '<EncodingType></EncodingType><MaxKeys>'));
  expect(Contents?.[0]?.Key).toBe('k');
});

describe('a damaged page', () => {
  it('that ends early is refused, wherever it ends', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readListPage(whole.slice(0, length))).toThrow('malformed answer');
    }
  });

  it('that lacks one tag is refused, whichever it is', () => {
    const tags = Array.from(whole.matchAll(/<[^?>]+>/g)).filter(([tag]) => tag !== '<Prefix/>');
    expect(tags.length).toBeGreaterThan(40);
    for (const { 0: tag, index } of tags) {
      const without = whole.slice(0, index) + whole.slice(index + tag.length);
      expect(() => readListPage(without)).toThrow('malformed answer');
    }
  });

  it.each<[what: string, from: string, to: string]>([
    ['fewer entries than S3 has counted', fileXml(aFile), ''],
    ['a name twice', '<Key>k</Key>', '<Key>k</Key><Key>k2</Key>'],
    ['a name with an element in it', '<Key>k</Key>', '<Key>k<b></b></Key>'],
    ['a name with an attribute', '<Key>k</Key>', '<Key a="b">k</Key>'],
    ['a name in another case', '<Key>k</Key>', '<Key>k</key>'],
    ['a raw carriage return in a name', '<Key>k</Key>', '<Key>k\r</Key>'],
    ['a reference that XML does not know', '<Key>k</Key>', '<Key>&nbsp;</Key>'],
    ['an ampersand alone', '<Key>k</Key>', '<Key>a & b</Key>'],
    ['half a character', '<Key>k</Key>', '<Key>&#xd83d;</Key>'],
    ['a character beyond Unicode', '<Key>k</Key>', '<Key>&#x110000;</Key>'],
    ['a size that is no number', '<Size>1</Size>', '<Size>1e3</Size>'],
    ['a size without digits', '<Size>1</Size>', '<Size></Size>'],
    ['a negative size', '<Size>1</Size>', '<Size>-1</Size>'],
    ['a time of another form', '1970-01-01T00:00:00.000Z', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a time that no clock shows', '1970-01-01T00:00:00.000Z', '1970-13-01T00:00:00.000Z'],
    ['a truth that is none', '<IsTruncated>true', '<IsTruncated>True'],
    [
      'two truths',
      '<IsTruncated>true</IsTruncated>',
      '<IsTruncated>true</IsTruncated><IsTruncated>false</IsTruncated>',
    ],
    ['encoded names', '<MaxKeys>', '<EncodingType>url</EncodingType><MaxKeys>'],
    ['a comment', '<MaxKeys>', '<!-- --><MaxKeys>'],
    ['text between elements', '<MaxKeys>', 'x<MaxKeys>'],
    ['something after its end', '</ListBucketResult>', '</ListBucketResult><a></a>'],
    ['another document', 'ListBucketResult xmlns', 'ListVersionsResult xmlns'],
  ])('with %s is refused', (_, from, to) => {
    expect(whole).toContain(from);
    expect(() => readListPage(whole.replace(from, to))).toThrow('malformed answer');
  });

  it('is no answer to a list, and is not asked for again', async () => {
    s3.says(200, whole.slice(0, -1));
    await expect(list()).rejects.toThrow('malformed answer');
    expect(s3.sent).toHaveLength(1);
  });
});

describe('an answer that is no page', () => {
  it('is the error that S3 names', async () => {
    s3.refuses(403, 'AccessDenied');
    await expect(list()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  });

  it('is an error also where S3 sends it with the status 200', async () => {
    s3.refuses(200, 'InternalError');
    await expect(list()).rejects.toMatchObject({ name: 'InternalError', $metadata: { httpStatusCode: 503 } });
  });

  it('is refused when it is empty or no UTF-8', async () => {
    s3.says(200, '');
    await expect(list()).rejects.toThrow('malformed answer');
    s3.says(200, Buffer.from(whole.replace('<Key>k', '<Key>\xff'), 'latin1'));
    await expect(list()).rejects.toThrow('malformed answer');
  });
});
