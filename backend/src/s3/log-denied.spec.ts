/** What S3 denies of files that are there is told to people file by file; the operator finds it in the log. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { S3OverHttp } from '../testing/s3-over-http.ts';
import { S3CopyStore } from './s3-copy-store.ts';
import { S3FileStore } from './s3-file-store.ts';
import { S3VersionStore } from './s3-version-store.ts';

const s3 = new S3OverHttp();
const files = new S3FileStore(s3.client, 'files');
const copies = new S3CopyStore(s3.client, 'files');
const versions = new S3VersionStore(s3.client, 'files');
const etag = '"900150983cd24fb0d6963f7d28e17f72"';
const copy = { from: 'users/u/taxes.txt', etag, to: 'users/u/new.txt' };
let lines: unknown[];

beforeEach(() => {
  s3.reset();
  lines = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const isThere = () => s3.says(200, '', { etag, 'content-length': '3' });
const isNotThere = () => s3.says(404, '');
const listed = (key: string) =>
  `<Contents><Key>${key}</Key><Size>3</Size><LastModified>2026-11-24T09:00:00.000Z</LastModified><ETag>${etag}</ETag></Contents>`;
const lists = (content: string) =>
  s3.says(200, `<ListBucketResult><IsTruncated>false</IsTruncated>${content}</ListBucketResult>`);
const refusedObjects = (code: string, ...keys: string[]) => {
  const errors = keys.map((key) => `<Error><Key>${key}</Key><VersionId>v1</VersionId><Code>${code}</Code></Error>`);
  s3.says(200, `<DeleteResult>${errors.join('')}</DeleteResult>`);
};

describe('the log', () => {
  it('has a line when S3 denies to describe a file that it lists', async () => {
    s3.says(403, '');
    lists(listed(copy.from));
    await expect(files.describe(copy.from)).rejects.toMatchObject({ code: 'storage-refused' });
    expect(lines).toMatchObject([{ level: 'ERROR', message: 'denied by S3', action: 'describe', count: 1 }]);
  });

  it('has a line when S3 denies to describe a version, which also may be gone', async () => {
    s3.says(403, '');
    await expect(files.describe(copy.from, 'v1')).resolves.toBeUndefined();
    expect(lines).toMatchObject([{ level: 'WARN', message: 'denied by S3', action: 'describe-version', count: 1 }]);
  });

  it('has a line with the code when S3 denies a copy although both files are as they should be', async () => {
    s3.refuses(403, 'AccessDenied');
    isNotThere();
    isThere();
    await expect(copies.copyFile(copy)).resolves.toEqual({ kind: 'source-refused' });
    expect(lines).toMatchObject([{ level: 'ERROR', action: 'copy', code: 'AccessDenied', said: 'SDK text' }]);
    expect(JSON.stringify(lines)).not.toContain('taxes');
  });

  it('has a line when S3 denies to copy a version', async () => {
    s3.refuses(403, 'AccessDenied');
    isThere();
    const outcome = versions.copyVersion({ key: copy.from, versionId: 'v1', replaces: etag });
    await expect(outcome).resolves.toEqual({ kind: 'source-refused' });
    expect(lines).toMatchObject([{ level: 'ERROR', action: 'copy', code: 'AccessDenied' }]);
  });

  it('has one line for all files of a call that S3 denies to delete', async () => {
    refusedObjects('AccessDenied', 'a', 'b');
    const deleted = files.deleteVersions(['a', 'b'].map((key) => ({ key, etag })));
    await expect(deleted).resolves.toEqual(['refused', 'refused']);
    refusedObjects('AccessDenied', 'a');
    await versions.removeVersions([{ key: 'a', versionId: 'v1' }]);
    expect(lines).toMatchObject([
      { level: 'ERROR', action: 'delete', count: 2 },
      { level: 'ERROR', action: 'delete', count: 1 },
    ]);
  });

  it('has no line for a file that is archived, that its owner encrypted, or that is not there', async () => {
    s3.refuses(403, 'InvalidObjectState');
    isNotThere();
    isThere();
    await copies.copyFile(copy);
    s3.says(400, '');
    lists(listed(copy.from));
    await expect(files.describe(copy.from)).rejects.toMatchObject({ code: 'storage-refused' });
    s3.says(403, '');
    lists('');
    await expect(files.describe(copy.from)).resolves.toBeUndefined();
    refusedObjects('NoSuchKey', 'a');
    await files.deleteVersions([{ key: 'a', etag }]);
    expect(lines).toEqual([]);
  });
});
