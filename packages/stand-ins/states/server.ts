import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { serverOptions } from '../server-options.ts';
import { jsonServiceError } from '../sigv4/refusal.ts';
import { sha256Hex, verifySigV4, type AccessKey, type FindAccessKey } from '../sigv4/index.ts';
import { notImplemented, StatesError } from './errors.ts';
import { operations, type OperationNeeds } from './operations.ts';

export interface ServerNeeds extends OperationNeeds {
  readonly region: string;
  readonly findAccessKey: FindAccessKey;
}

const mediaType = 'application/x-amz-json-1.0';
const target = /^AWSStepFunctions\.([A-Z]\w*)$/;
/** The largest body that is read: the largest input, each character of which JSON may write as six. */
const maxBodyBytes = 2 * 1024 * 1024;

/** Creates an HTTP server that answers like Step Functions: `POST /` with the operation in `X-Amz-Target`. */
export function createStatesServer(needs: ServerNeeds): Server {
  return createServer(serverOptions(), (request, response) => {
    void answer(needs, request, response);
  });
}

async function answer(needs: ServerNeeds, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-amzn-RequestId', randomUUID());
  try {
    send(response, 200, await perform(needs, request));
  } catch (error) {
    if (request.destroyed && !request.complete) {
      response.destroy();
      return;
    }
    const { status, type, message } = known(error);
    send(response, status, { __type: type, message });
  }
}

async function perform(needs: ServerNeeds, request: IncomingMessage): Promise<object> {
  const body = await readBody(request);
  const isJson = request.headers['content-type']?.startsWith(mediaType) === true;
  const [, name] = target.exec(request.headersDistinct['x-amz-target']?.[0] ?? '') ?? [];
  if (request.method !== 'POST' || request.url !== '/' || !isJson || name === undefined) {
    throw new StatesError('UnknownOperationException', 'The operation is unknown.');
  }
  const principal = authenticate(needs, request, body);
  const operation = operations.get(name);
  if (operation === undefined) throw notImplemented(name);
  return operation(needs, principal, parsed(body));
}

function authenticate({ region, findAccessKey, now }: ServerNeeds, request: IncomingMessage, body: Buffer): AccessKey {
  const [rawPath = '/', rawQuery = ''] = (request.url ?? '/').split('?');
  const result = verifySigV4(
    { method: request.method ?? 'POST', rawPath, rawQuery, headers: request.headersDistinct },
    { region, findAccessKey, now, service: 'states', singleEncoding: false, bodySha256: sha256Hex(body) },
  );
  if (result.kind === 'signed') return result.accessKey;
  if (result.kind === 'refused') throw StatesError.ofSignature(jsonServiceError(result));
  throw new StatesError('MissingAuthenticationToken', 'Missing Authentication Token');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes <= maxBodyBytes) parts.push(part);
  }
  if (sizeBytes > maxBodyBytes) {
    throw new StatesError('RequestEntityTooLarge', `The body has more than ${maxBodyBytes} bytes.`);
  }
  return Buffer.concat(parts);
}

function parsed(body: Buffer): unknown {
  try {
    // The JSON protocol of AWS reads null as a member that is not there.
    return JSON.parse(body.toString('utf8'), (_name, value: unknown) => value ?? undefined);
  } catch {
    throw new StatesError('SerializationException', 'The request body is not JSON.');
  }
}

function known(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  console.error('The local Step Functions failed:', error);
  return new StatesError('InternalFailure', 'The request processing has failed because of an unknown error.');
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': mediaType, 'content-length': Buffer.byteLength(text) }).end(text);
}
