import { gzipSync } from 'node:zlib';

import { presignPut, put } from '../../local/testing/api-calls.ts';
import { download, expect, pattern, refreshList, row, sha256, sha256OfDownload, test } from './journey.ts';
import { authorizationOf } from './stored-files.ts';

const bytes = gzipSync(pattern(200 * 1024));

/** What whoever holds the URL of an upload can store with the file: no signature binds these headers. */
const unsigned = {
  'content-encoding': 'gzip',
  'content-disposition': 'inline',
  expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
};

test.beforeEach(async ({ files, stack }) => {
  const accessToken = (await authorizationOf(files)).replace('Bearer ', '');
  const signed = await presignPut({ url: stack.apiUrl, accessToken }, { path: 'archive.gz', bytes });
  expect((await put(signed, bytes, unsigned)).status).toBe(200);
  await refreshList(files);
  await expect(row(files, 'archive.gz')).toBeVisible();
});

test('a file that was stored as gzip arrives as it is stored', async ({ files }) => {
  expect(await sha256OfDownload(await download(files, 'archive.gz'))).toBe(sha256(bytes));
  await expect(files.getByRole('region', { name: 'Downloads' }).getByRole('heading')).toHaveText('1 file downloaded');
});

test.describe('where no service worker can run', () => {
  test.use({ serviceWorkers: 'block' });

  test('a file that was stored as gzip arrives as it is stored', async ({ files }) => {
    expect(await sha256OfDownload(await download(files, 'archive.gz'))).toBe(sha256(bytes));
  });
});
