import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  choose,
  download,
  dropOnPage,
  expect,
  pattern,
  payload,
  row,
  sha256,
  sha256OfDownload,
  test,
  uploadRow,
} from './journey.ts';

const mib = 1024 * 1024;

const cases: readonly (readonly [what: string, name: string, bytes: Buffer])[] = [
  ['0 bytes', 'empty.txt', Buffer.alloc(0)],
  ['1 byte', 'one.bin', Buffer.from([7])],
  ['a name with spaces and quotes', `it's a "quoted" name; 100% & more.txt`, pattern(1000)],
  ['emoji and Japanese', '📊 報告書 (最終) é.pdf', pattern(2000)],
];

for (const [what, name, bytes] of cases) {
  test(`goes up and comes back byte for byte: ${what}`, async ({ files }) => {
    await choose(files, payload(name, bytes));
    await expect(uploadRow(files, name)).toContainText('Verified');
    await expect(row(files, name)).toBeVisible();
    const got = await download(files, name);
    // The browser replaces what its own file system does not take; every other character stays.
    expect(got.suggestedFilename()).toBe(name.replaceAll('"', '_'));
    expect(await sha256OfDownload(got)).toBe(sha256(bytes));
  });
}

test('goes up and comes back byte for byte: 16 MiB', async ({ files }) => {
  const folder = await mkdtemp(join(tmpdir(), 'airlock-file-'));
  try {
    const bytes = pattern(16 * mib);
    await writeFile(join(folder, 'large.bin'), bytes);
    await choose(files, join(folder, 'large.bin'));
    await expect(uploadRow(files, 'large.bin')).toContainText('Verified');
    expect(await sha256OfDownload(await download(files, 'large.bin'))).toBe(sha256(bytes));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the token never reaches S3 and the URL binds what design promises', async ({ files, stack }) => {
  const put = files.waitForRequest((request) => request.method() === 'PUT' && request.url().startsWith(stack.s3Url));
  await choose(files, payload('bound.bin', pattern(5000)));
  const request = await put;
  expect(await request.headerValue('authorization')).toBeNull();
  expect(new URL(request.url()).searchParams.get('X-Amz-SignedHeaders')).toBe(
    'content-length;content-type;host;if-none-match;x-amz-checksum-crc64nvme',
  );
  await expect(uploadRow(files, 'bound.bin')).toContainText('Verified');
});

test('many files at once, dropped on the page', async ({ files }) => {
  const transfer = await files.evaluateHandle(() => {
    const data = new DataTransfer();
    for (let index = 0; index < 40; index += 1) {
      data.items.add(new File([`file number ${index}`], `dropped-${String(index).padStart(2, '0')}.txt`));
    }
    return data;
  });
  await files.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(files.getByText('Drop to upload')).toBeVisible();
  await files.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(files.getByRole('heading', { name: '40 files uploaded' })).toBeVisible();
  await files.reload();
  await expect(files.getByText('40 files', { exact: true })).toBeVisible();
});

test('a file dropped in the moment in which the page changes under the pointer', async ({ files }) => {
  const home = await mkdtemp(join(tmpdir(), 'airlock-drop-'));
  try {
    const path = join(home, 'dropped.bin');
    await writeFile(path, pattern(1000));
    await dropOnPage(files, [path], () =>
      files.evaluate(() => {
        const layer = document.body.appendChild(document.createElement('div'));
        layer.setAttribute('style', 'position: fixed; inset: 0');
      }),
    );
    await expect(uploadRow(files, 'dropped.bin')).toContainText('Verified');
  } finally {
    await rm(home, { recursive: true });
  }
});

test('the same name twice: keep both, replace, skip', async ({ files }) => {
  const first = pattern(100, 1);
  const second = pattern(200, 2);
  const third = pattern(300, 3);
  await choose(files, payload('notes.txt', first));
  await expect(uploadRow(files, 'notes.txt')).toContainText('Verified');

  await choose(files, payload('notes.txt', second));
  await files.getByRole('button', { name: 'Keep both: notes.txt' }).click();
  await expect(row(files, 'notes (2).txt')).toBeVisible();
  expect(await sha256OfDownload(await download(files, 'notes.txt'))).toBe(sha256(first));
  expect(await sha256OfDownload(await download(files, 'notes (2).txt'))).toBe(sha256(second));

  await choose(files, payload('notes.txt', third));
  await files.getByRole('button', { name: 'Replace: notes.txt' }).click();
  await expect(row(files, 'notes.txt')).toContainText('300');
  expect(await sha256OfDownload(await download(files, 'notes.txt'))).toBe(sha256(third));

  await choose(files, payload('notes.txt', second));
  await files.getByRole('button', { name: 'Skip: notes.txt' }).click();
  expect(await sha256OfDownload(await download(files, 'notes.txt'))).toBe(sha256(third));
});

test('a name the server would refuse is refused before any request, with the reason', async ({ files }) => {
  const asked: string[] = [];
  files.on('request', (request) => {
    if (request.url().includes('presign-put')) asked.push(request.url());
  });
  await choose(files, payload('evil\u202egnp.exe', pattern(10)));
  await expect(files.getByRole('region', { name: 'Uploads' })).toContainText('invisible character');
  expect(asked).toEqual([]);
});

test('a cancelled upload stores nothing', async ({ files, stack }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await files.route(`${stack.s3Url}/**`, async (route) => {
    await held;
    await route.abort();
  });
  await choose(files, payload('unwanted.bin', pattern(50_000)));
  await files.getByRole('button', { name: 'Cancel unwanted.bin' }).click();
  release();
  await expect(uploadRow(files, 'unwanted.bin')).toContainText('Cancelled');
  await files.unrouteAll({ behavior: 'wait' });
  await files.reload();
  await expect(files.getByText('No files yet')).toBeVisible();
});
