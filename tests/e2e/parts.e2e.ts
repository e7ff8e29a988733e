import { link, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DeleteObjectCommand, ListMultipartUploadsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';

import {
  answerChooser,
  choose,
  download,
  expect,
  pattern,
  sha256,
  sha256OfDownload,
  signIn,
  test,
  uploadRow,
} from './journey.ts';
import { holdLastPart, partsSent } from './parts-under-way.ts';
import type { StackDescription } from './stack.ts';

const mib = 1024 * 1024;
/** A file of three parts: two of 16 MiB and one of 8 MiB. */
const sizeBytes = 40 * mib;
const bytes = pattern(sizeBytes);

let folder: string;
const onDisk = (name: string) => join(folder, name);

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airlock-parts-'));
  await writeFile(onDisk('film.bin'), bytes);
  for (const name of ['cancelled.bin', 'discarded.bin']) await link(onDisk('film.bin'), onDisk(name));
});
test.afterAll(() => rm(folder, { recursive: true }));
test.beforeEach(({ page }) => void page.on('dialog', (dialog) => void dialog.accept()));

/** Reaches the files bucket as an administrator. */
const administrator = ({ s3Url, region, adminAccessKeyId, adminSecretAccessKey }: StackDescription): S3Client =>
  new S3Client({
    region,
    endpoint: s3Url,
    forcePathStyle: true,
    credentials: { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey },
  });

/** Returns the keys of the unfinished uploads of files with this name. */
async function openUploads(stack: StackDescription, name: string): Promise<string[]> {
  const list = new ListMultipartUploadsCommand({ Bucket: stack.filesBucket });
  const { Uploads = [] } = await administrator(stack).send(list);
  return Uploads.flatMap(({ Key }) => (Key?.endsWith(`/${name}`) ? [Key] : []));
}

/** Stores and deletes a file under the name of an unfinished upload, as another device would. */
async function changeName(stack: StackDescription, name: string): Promise<void> {
  const client = administrator(stack);
  const object = { Bucket: stack.filesBucket, Key: (await openUploads(stack, name))[0] };
  const { ETag } = await client.send(new PutObjectCommand({ ...object, Body: 'theirs', IfNoneMatch: '*' }));
  await client.send(new DeleteObjectCommand({ ...object, IfMatch: ETag }));
}

function gate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

const resumeWith = (page: Page, name: string, file: string): Promise<void> =>
  answerChooser(page, `Resume ${name}`, file);

test('a file in parts goes up and comes back byte for byte', async ({ files }) => {
  const sent = partsSent(files);
  await choose(files, onDisk('film.bin'));
  await expect(uploadRow(files, 'film.bin')).toContainText('Verified');
  expect(sent.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  expect(await sha256OfDownload(await download(files, 'film.bin'))).toBe(sha256(bytes));
});

test('paused and resumed: what has arrived is not sent again', async ({ files }) => {
  const release = await holdLastPart(files, () => choose(files, onDisk('film.bin')));
  await files.getByRole('button', { name: 'Pause film.bin' }).click();
  await expect(uploadRow(files, 'film.bin')).toContainText('Paused · 32 MB of 40 MB');
  await expect(files).toHaveTitle(/^80 % · /);
  await release();
  const sent = partsSent(files);
  await files.getByRole('button', { name: 'Resume film.bin' }).click();
  await expect(uploadRow(files, 'film.bin')).toContainText('Verified');
  expect(sent).toEqual([3]);
  expect(await sha256OfDownload(await download(files, 'film.bin'))).toBe(sha256(bytes));
});

test('reloaded at half: the file is chosen again and only the rest is sent', async ({ files }) => {
  const release = await holdLastPart(files, () => choose(files, onDisk('film.bin')));
  await files.reload();
  await release();
  const tray = files.getByRole('region', { name: 'Uploads' });
  await expect(tray.getByRole('heading', { name: '1 unfinished upload' }).first()).toBeVisible();
  await expect(tray).toContainText('32 MB of 40 MB');

  const sent = partsSent(files);
  await resumeWith(files, 'film.bin', onDisk('film.bin'));
  await expect(uploadRow(files, 'film.bin')).toContainText('Verified');
  expect(sent).toEqual([3]);
  expect(await sha256OfDownload(await download(files, 'film.bin'))).toBe(sha256(bytes));
});

test('another file of the same size is named, and nothing is lost', async ({ files }) => {
  const release = await holdLastPart(files, () => choose(files, onDisk('film.bin')));
  await files.reload();
  await release();
  const other = Buffer.from(bytes);
  other.writeUInt8(other.readUInt8(20 * mib) ^ 1, 20 * mib);
  await writeFile(onDisk('other.bin'), other);
  await resumeWith(files, 'film.bin', onDisk('other.bin'));
  await expect(uploadRow(files, 'film.bin')).toContainText('first in part 2');

  await files.getByRole('button', { name: 'Clear finished' }).click();
  await resumeWith(files, 'film.bin', onDisk('film.bin'));
  await expect(uploadRow(files, 'film.bin')).toContainText('Verified');
  expect(await sha256OfDownload(await download(files, 'film.bin'))).toBe(sha256(bytes));
});

test('sent again, and says so, when others change its name meanwhile', async ({ files, stack }) => {
  const [first, second] = [gate(), gate()];
  const held = [first, second];
  const twoParts = bytes.subarray(0, 17 * mib);
  await writeFile(onDisk('changed.bin'), twoParts);
  await files.route('**/*partNumber=2*', async (route) => {
    await held.shift()?.opened;
    await route.continue();
  });
  const sent = partsSent(files);
  await choose(files, onDisk('changed.bin'));
  await expect.poll(() => sent.toSorted((a, b) => a - b)).toEqual([1, 2]);
  await changeName(stack, 'changed.bin');
  first.open();
  await expect(uploadRow(files, 'changed.bin')).toContainText('Sending again');
  await expect(files.getByRole('status').getByText('Yours is sent again')).toHaveCount(1);
  second.open();
  await expect(uploadRow(files, 'changed.bin')).toContainText('Verified');
  expect(sent.toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2]);
  expect(await openUploads(stack, 'changed.bin')).toEqual([]);
  expect(await sha256OfDownload(await download(files, 'changed.bin'))).toBe(sha256(twoParts));
});

test('a cancelled upload leaves nothing open', async ({ files, stack }) => {
  const before = await openUploads(stack, 'cancelled.bin');
  const release = await holdLastPart(files, () => choose(files, onDisk('cancelled.bin')));
  expect(await openUploads(stack, 'cancelled.bin')).toHaveLength(before.length + 1);
  await files.getByRole('button', { name: 'Cancel cancelled.bin' }).click();
  await expect(uploadRow(files, 'cancelled.bin')).toContainText('Cancelled');
  await release();
  await expect.poll(() => openUploads(stack, 'cancelled.bin')).toEqual(before);
});

test('discarded: storage is freed; a stranger sees nothing of it before', async ({
  files,
  browser,
  stack,
  accounts,
}) => {
  const before = await openUploads(stack, 'discarded.bin');
  const release = await holdLastPart(files, () => choose(files, onDisk('discarded.bin')));
  const other = await browser.newContext({ baseURL: stack.webUrl });
  const theirs = await other.newPage();
  const listed = theirs.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/uploads'));
  await signIn(theirs, await accounts.create());
  const authorization = (await (await listed).request().headerValue('authorization')) ?? '';
  const answer = await theirs.request.get('/api/uploads', { headers: { authorization } });
  expect(await answer.json()).toEqual({ uploads: [] });
  await expect(theirs.getByRole('region', { name: 'Uploads' })).toHaveCount(0);
  await other.close();

  await files.reload();
  await release();
  await files.getByRole('button', { name: 'Discard discarded.bin', exact: true }).click();
  await files.getByRole('button', { name: 'Really discard discarded.bin' }).click();
  await expect(files.getByRole('region', { name: 'Uploads' })).toHaveCount(0);
  await expect.poll(() => openUploads(stack, 'discarded.bin')).toEqual(before);
});
