import assert from 'node:assert/strict';
import { join } from 'node:path';

import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';

import { readStackFile, type StackDescription } from '../../local/stack-file.ts';
import { presignPut, put } from '../../local/testing/api-calls.ts';
import { change } from '../../local/testing/change-calls.ts';
import { startProgram } from '../../local/testing/program.ts';
import { signedInUser } from '../../local/testing/stack-user.ts';
import { StoredFiles } from '../../local/testing/stored-files.ts';
import type { Check } from './checks.ts';

const fileCount = 3000;
const replacedCount = 1000;
const uploadCount = 25;
const program = join(import.meta.dirname, 'erase-program.ts');

/** What the program has printed when it is killed: nothing is removed yet, then the uploads, then versions. */
const moments = [/^leaver has 3,000 files/, /^ {2}25 removed/, /^ {2}1,000 removed/, /^ {2}1,000 removed/];

/**
 * Erases a person with thousands of files, versions and open uploads, with the program killed four times on the way, and
 * one whose change runs. A neighbour whose id begins alike, and everybody else, keep everything.
 */
export async function eraseAPerson(check: Check, directory: string): Promise<void> {
  const stack = readStackFile(directory);
  if (stack === undefined) throw new Error('The stack does not run.');
  const s3 = clientOf(stack);
  const { accessToken, keyPrefix } = await signedInUser(stack, 'leaver');
  const sub = keyPrefix.slice('users/'.length, -1);
  await fillNeighbour(s3, stack, `${sub}0`);
  const others = await everything(s3, stack);
  await fill(s3, stack, keyPrefix);

  await check(`a person with ${fileCount} files is erased, killed ${moments.length} times on the way`, async () => {
    for (const moment of moments) {
      const run = erase(directory, 'leaver');
      await run.line(moment);
      await run.stop('SIGKILL');
    }
    await erasesTheRest(directory, 'leaver');
    assert.deepEqual(await everything(s3, stack), others);
  });

  await check('a token from before can store something still, and the second look erases it', async () => {
    const bytes = Buffer.from('too late');
    const signed = await presignPut({ url: stack.apiUrl, accessToken }, { path: 'late.txt', bytes });
    assert.equal((await put(signed, bytes)).status, 200);
    await erasesTheRest(directory, '--sub', sub);
    assert.deepEqual(await everything(s3, stack), others);
  });

  await check('a change that runs is stopped, and brings nothing back', async () => {
    await beginToDelete(stack);
    await erasesTheRest(directory, 'leaver');
    assert.deepEqual(await everything(s3, stack), others);
  });
  s3.destroy();
}

/** Signs somebody in and asks to delete a folder that is too large for one call. */
async function beginToDelete(stack: StackDescription): Promise<void> {
  const { accessToken, keyPrefix } = await signedInUser(stack, 'leaver');
  await new StoredFiles(stack, keyPrefix).fill('folder/', fileCount);
  const { state } = await change({ url: stack.apiUrl, accessToken }, 'delete', { items: [{ folder: 'folder' }] });
  assert.equal(state, 'running');
}

/** Starts the program for one person, and repeats the name or the id so that it does not ask. */
const erase = (directory: string, ...who: readonly string[]) =>
  startProgram([...['--disable-warning=ExperimentalWarning', program, directory, 'erase'], ...who, ...yes(who)]);

const yes = (who: readonly string[]): readonly string[] => ['--yes', who.at(-1) ?? ''];

async function erasesTheRest(directory: string, ...who: readonly string[]): Promise<void> {
  const run = erase(directory, ...who);
  assert.equal(await run.end, 0, run.printed());
  assert.match(run.printed(), /is erased: no file, version, upload, record or account is left/);
  console.log(run.printed());
}

function clientOf({ s3Url: endpoint, region, adminAccessKeyId, adminSecretAccessKey }: StackDescription): S3Client {
  const credentials = { accessKeyId: adminAccessKeyId, secretAccessKey: adminSecretAccessKey };
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true });
}

/** Stores the files, a second version of some of them, and the open uploads. */
async function fill(s3: S3Client, stack: StackDescription, keyPrefix: string): Promise<void> {
  const etags = await new StoredFiles(stack, keyPrefix).fill('erased/', fileCount);
  for (const [path, IfMatch] of [...etags].slice(0, replacedCount)) {
    const place = { Bucket: stack.filesBucket, Key: `${keyPrefix}${path}`, IfMatch };
    await s3.send(new PutObjectCommand({ ...place, Body: 'replaced' }));
  }
  for (let upload = 0; upload < uploadCount; upload += 1) {
    const place = { Bucket: stack.filesBucket, Key: `${keyPrefix}large-${upload}.bin` };
    await s3.send(new CreateMultipartUploadCommand(place));
  }
}

async function fillNeighbour(s3: S3Client, stack: StackDescription, sub: string): Promise<void> {
  await new StoredFiles(stack, `users/${sub}/`).fill('', 20);
  for (const Key of [`changes/${sub}/a.json`, `slices/${sub}/a/000000.json`]) {
    await s3.send(new PutObjectCommand({ Bucket: stack.stateBucket, Key, Body: '{}', IfNoneMatch: '*' }));
  }
}

/** Lists the keys of every version, deletion, upload and record that is there, of everybody. */
async function everything(s3: S3Client, { filesBucket, stateBucket }: StackDescription): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const Bucket of [filesBucket, stateBucket]) {
    let page: ListObjectVersionsCommandOutput | undefined;
    do {
      const markers = { KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker };
      page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...markers }));
      const { Versions = [], DeleteMarkers = [] } = page;
      keys.push(...[...Versions, ...DeleteMarkers].map(({ Key = '', VersionId = '' }) => `${Key} ${VersionId}`));
    } while (page.IsTruncated === true);
  }
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: filesBucket }));
  return [...keys, ...Uploads.map(({ Key = '' }) => Key)];
}
