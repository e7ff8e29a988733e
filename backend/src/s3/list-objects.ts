import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { HttpResponse } from '@smithy/protocol-http';
import type { DeserializeMiddleware } from '@smithy/types';

import { readListPage } from './read-list-page.ts';
import type { ListPage } from './read-list-page.ts';
import { malformed } from './required.ts';

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
        page = readListPage(await textOf(response));
        // The SDK reads nothing more.
        response.body = new Uint8Array();
      }
      return result;
    };
  // The other one has found the errors that S3 sends with the status 200.
  const place = { relation: 'before', toMiddleware: 'throw200ExceptionsMiddleware', name: 'readListPage' } as const;
  command.middlewareStack.addRelativeTo(reading, place);
  const answer = await client.send(command);
  return { ...answer, ...page };
}

async function textOf({ body }: HttpResponse): Promise<string> {
  const bytes = body instanceof Readable ? await buffer(body) : undefined;
  if (bytes === undefined || !isUtf8(bytes)) throw malformed('ListBucketResult');
  return bytes.toString();
}
