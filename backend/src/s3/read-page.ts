import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { HttpResponse } from '@smithy/protocol-http';
import type { DeserializeMiddleware, MiddlewareStack } from '@smithy/types';

import { malformed } from './required.ts';

/** What the document of an error ends with, by which the SDK too tells it from a page. */
const errorEnd = '</Error>';

/** A command of the SDK whose pages are read by a reader of our own. */
interface ListCommand<TInput extends object, TOutput extends object> {
  readonly middlewareStack: MiddlewareStack<TInput, TOutput>;
}

/**
 * Lets `read` read the pages that answer a command. The SDK signs, sends and repeats the request and reads refusals, as it does for
 * every command. Returns what gives the page that was read last.
 */
export function readPageWith<TInput extends object, TOutput extends object, TPage>(
  command: ListCommand<TInput, TOutput>,
  read: (xml: string) => TPage,
): () => TPage | undefined {
  let page: TPage | undefined;
  const reading: DeserializeMiddleware<TInput, TOutput> = (next) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (HttpResponse.isInstance(response) && response.statusCode === 200) {
      const bytes = await bytesOf(response);
      const isError = bytes.subarray(-errorEnd.length).toString() === errorEnd;
      if (!isError) page = read(textOf(bytes));
      // Of a page the SDK reads nothing more.
      response.body = isError ? bytes : Buffer.alloc(0);
    }
    return result;
  };
  // The other one turns an error that S3 sends with the status 200 into a failure, for which the SDK tries again.
  const place = { relation: 'after', toMiddleware: 'throw200ExceptionsMiddleware', name: 'readPage' } as const;
  command.middlewareStack.addRelativeTo(reading, place);
  return () => page;
}

async function bytesOf({ body }: HttpResponse): Promise<Buffer> {
  if (!(body instanceof Readable)) throw malformed('a page of a list');
  return buffer(body);
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw malformed('a page of a list');
  return bytes.toString();
}
