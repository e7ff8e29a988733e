import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandInput, S3Client } from '@aws-sdk/client-s3';

import { readListPage } from './read-list-page.ts';
import type { ListPage } from './read-list-page.ts';
import { readPageWith } from './read-page.ts';
import { malformed, required } from './required.ts';

/**
 * Lists one page, which is read by `readListPage`. Throws what the SDK throws, and an error for a page that is not as S3 writes
 * it.
 */
export async function listObjects(client: S3Client, input: ListObjectsV2CommandInput): Promise<ListPage> {
  const command = new ListObjectsV2Command(input);
  const page = readPageWith(command, readListPage);
  const answer = await client.send(command);
  return { ...answer, ...page() };
}

/** Most pages without an object that are read one after the other. More of them are a fault. */
const mostEmptyPages = 20;

/**
 * Lists one page that has an object, unless it is the last. A page without one may say that more follow, as where many were
 * deleted, and there is no key after which a list would go on.
 */
export async function listFilledPage(
  client: S3Client,
  { StartAfter, ...place }: ListObjectsV2CommandInput,
): Promise<ListPage> {
  let page = await listObjects(client, { ...place, StartAfter });
  for (let pages = 1; page.IsTruncated === true && (page.Contents ?? []).length === 0; pages += 1) {
    if (pages === mostEmptyPages) throw malformed('Contents');
    const ContinuationToken = required(page.NextContinuationToken, 'NextContinuationToken');
    page = await listObjects(client, { ...place, ContinuationToken });
  }
  return page;
}
