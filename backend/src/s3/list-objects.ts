import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { HttpResponse } from '@smithy/protocol-http';
import type { DeserializeMiddleware } from '@smithy/types';

import { readListPage } from './read-list-page.ts';
import type { ListPage } from './read-list-page.ts';
import { malformed, required } from './required.ts';

/** What the document of an error ends with, by which the SDK too tells it from a page. */
const errorEnd = '</Error>';

/**
 * Lists one page. The SDK signs, sends and repeats the request and reads refusals, as it does for every command; only the page is
 * read by `readListPage`. Throws what the SDK throws, and an error for a page that is not as S3 writes it.
 */
export async function listObjects(client: S3Client, input: ListObjectsV2CommandInput): Promise<ListPage> {
  const command = new ListObjectsV2Command(input);
  let page: ListPage | undefined;
  const reading: DeserializeMiddleware<ListObjectsV2CommandInput, ListObjectsV2CommandOutput> =
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (HttpResponse.isInstance(response) && response.statusCode === 200) {
        const bytes = await bytesOf(response);
        const isError = bytes.subarray(-errorEnd.length).toString() === errorEnd;
        if (!isError) page = readListPage(textOf(bytes));
        // Of a page the SDK reads nothing more.
        response.body = isError ? bytes : Buffer.alloc(0);
      }
      return result;
    };
  // The other one turns an error that S3 sends with the status 200 into a failure, for which the SDK tries again.
  const place = { relation: 'after', toMiddleware: 'throw200ExceptionsMiddleware', name: 'readListPage' } as const;
  command.middlewareStack.addRelativeTo(reading, place);
  const answer = await client.send(command);
  return { ...answer, ...page };
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

async function bytesOf({ body }: HttpResponse): Promise<Buffer> {
  if (!(body instanceof Readable)) throw malformed('ListBucketResult');
  return buffer(body);
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw malformed('ListBucketResult');
  return bytes.toString();
}
