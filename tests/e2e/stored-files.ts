import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Page } from '@playwright/test';

import { accessTokenOf } from './session.ts';
import type { StackDescription } from './stack.ts';

/** Number of requests that are sent at the same time. */
const atOnce = 16;

/** Returns the header with which the page calls the API, from the session that the page has stored. */
export async function authorizationOf(page: Page): Promise<string> {
  return `Bearer ${await accessTokenOf(page)}`;
}

/** Stores small files in a folder of the person, as an administrator: far quicker than a browser uploads them. */
export const storeFiles = (stack: StackDescription, authorization: string, paths: readonly string[]): Promise<void> =>
  storeContents(stack, authorization, Object.fromEntries(paths.map((path) => [path, Buffer.from(path)])));

/** Stores files by path, with the checksums that the app stores them with. A path with a slash at its end is a folder. */
export async function storeContents(
  stack: StackDescription,
  authorization: string,
  contents: Readonly<Record<string, Buffer>>,
): Promise<void> {
  const client = administrator(stack);
  const waiting = Object.entries(contents);
  const sendRest = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, Body] = next;
      const Key = `users/${userIdIn(authorization)}/${path}`;
      await client.send(new PutObjectCommand({ Bucket: stack.filesBucket, Key, Body, IfNoneMatch: '*' }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendRest));
  client.destroy();
}

/**
 * Returns the paths of at most a thousand files of the person, as the storage has them now. To wait for a file this way costs
 * the page nothing, however slowly the page starts.
 */
export async function storedPaths(stack: StackDescription, authorization: string): Promise<readonly string[]> {
  const client = administrator(stack);
  const Prefix = `users/${userIdIn(authorization)}/`;
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: stack.filesBucket, Prefix }));
  client.destroy();
  return Contents.map(({ Key = '' }) => Key.slice(Prefix.length));
}

const administrator = (stack: StackDescription): S3Client =>
  new S3Client({
    endpoint: stack.s3Url,
    region: stack.region,
    credentials: { accessKeyId: stack.adminAccessKeyId, secretAccessKey: stack.adminSecretAccessKey },
    forcePathStyle: true,
    // S3 computes CRC64NVME when it is given no checksum.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

export function userIdIn(authorization: string): string {
  const claims = authorization.split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
}

/** Deletes a whole folder through the API, as another device of the person would. */
export async function deleteFolder(page: Page, authorization: string, folder: string): Promise<void> {
  const answer = await page.request.post('/api/files/delete', {
    headers: { authorization },
    data: { items: [{ folder }] },
  });
  if (!answer.ok()) throw new Error(`delete-files answered ${answer.status()}: ${await answer.text()}`);
}
