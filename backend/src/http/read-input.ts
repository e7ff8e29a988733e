import { maxRequestBodyBytes } from '@airlock/contract';

import { CodedError } from '../coded-error.ts';
import { headerOf } from './http-event.ts';
import type { HttpEvent } from './http-event.ts';

const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Returns the unchecked input of a request: its JSON body or, without a body, its query, together with the parameters of
 * the path. Throws `body-too-large` before anything is decoded, `unsupported-media-type`, and `invalid-request` for a body
 * that is not JSON and for a name that is given twice.
 */
export function readInput(event: HttpEvent, maxBodyBytes = maxRequestBodyBytes): unknown {
  const input = methodsWithBody.has(event.httpMethod) ? readBody(event, maxBodyBytes) : readQuery(event);
  return withPathParameters(input, event.pathParameters ?? {});
}

/** Adds the parameters of the path. A body that is not an object stays as it is, and its schema refuses it. */
function withPathParameters(input: unknown, pathParameters: NonNullable<HttpEvent['pathParameters']>): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  for (const name of Object.keys(pathParameters)) {
    if (Object.hasOwn(input, name)) throw givenTwice(name);
  }
  return { ...input, ...pathParameters };
}

function readBody(event: HttpEvent, maxBodyBytes: number): unknown {
  const body = event.body ?? '';
  const encoding = event.isBase64Encoded === true ? 'base64' : 'utf8';
  if (Buffer.byteLength(body, encoding) > maxBodyBytes) {
    throw new CodedError('body-too-large', `A request body has at most ${maxBodyBytes} bytes.`);
  }
  if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(headerOf(event, 'content-type') ?? '')) {
    throw new CodedError('unsupported-media-type', 'Send JSON with content-type application/json.');
  }
  try {
    return JSON.parse(Buffer.from(body, encoding).toString('utf8'));
  } catch {
    // The parser's own message quotes the body: not for the answer, and not for the log.
    throw new CodedError('invalid-request', 'The body is not JSON.');
  }
}

function readQuery({ multiValueQueryStringParameters }: HttpEvent): unknown {
  const input = Object.entries(multiValueQueryStringParameters ?? {}).map(([name, values = []]) => {
    if (values.length > 1) throw givenTwice(name);
    return [name, values[0]] as const;
  });
  // Every name becomes an own property, `__proto__` too, so that the schema refuses it as unknown.
  return Object.fromEntries(input);
}

function givenTwice(name: string): CodedError {
  return new CodedError('invalid-request', 'Is given more than once.', { field: name });
}
