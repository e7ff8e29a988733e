import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ListObjectVersionsCommandInput, S3Client } from '@aws-sdk/client-s3';

import { readPageWith } from './read-page.ts';
import { readVersionPage } from './read-version-page.ts';
import type { VersionListPage } from './read-version-page.ts';

/**
 * Lists one page of versions, which is read by `readVersionPage`. Throws what the SDK throws, and an error for a page that is not as
 * S3 writes it.
 */
export async function listObjectVersions(
  client: S3Client,
  input: ListObjectVersionsCommandInput,
): Promise<VersionListPage> {
  const command = new ListObjectVersionsCommand(input);
  const page = readPageWith(command, readVersionPage);
  const answer = await client.send(command);
  return { ...answer, ...page() };
}
