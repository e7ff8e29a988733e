import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Authorize } from '../iam/authorize.ts';
import { verifySigV4, type FindAccessKey } from '../sigv4/index.ts';
import { Access, type Requester } from './access.ts';
import { corsHeaders, preflight, type CorsHeaders } from './cors.ts';
import { S3Error } from './errors.ts';
import { answerBrokenRequests, watchIdle } from './idle.ts';
import { ledgerEntry, type RecordAttempt } from './ledger.ts';
import type { Answer, Services } from './operations/call.ts';
import { errorAnswer, sendAnswer } from './render.ts';
import { newRequestIds, readRequest, type RequestIds, type S3Request } from './request.ts';
import { route } from './router.ts';

export interface ServerNeeds extends Services {
  readonly findAccessKey: FindAccessKey;
  readonly authorize: Authorize;
  /** How long a connection may stand still, in milliseconds. */
  readonly idleMs: number;
  /** Receives every request that has ended. */
  readonly record?: RecordAttempt | undefined;
}

/** Creates an HTTP server that answers as S3 does. Every failure is answered with an error document. */
export function createS3Server(needs: ServerNeeds): Server {
  const handle = (incoming: IncomingMessage, response: ServerResponse) => void answer(needs, incoming, response);
  const { idleMs } = needs;
  const server = createServer(
    {
      // There is no limit on the whole request: a body of 5 GiB over a slow line takes as long as it takes.
      requestTimeout: 0,
      headersTimeout: idleMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: idleMs / 4,
      highWaterMark: 256 * 1024,
    },
    handle,
  );
  server.timeout = idleMs;
  answerBrokenRequests(server);
  // A client that asks first is told to go on only when its request is not refused.
  server.on('checkContinue', handle);
  return server;
}

/** A request and its response while the request is being answered. */
interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly ids: RequestIds;
  /** Set after the address has been read. */
  request?: S3Request;
  cors: CorsHeaders;
}

async function answer(needs: ServerNeeds, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const ids = newRequestIds();
  response.setHeader('x-amz-id-2', ids.hostId);
  response.setHeader('x-amz-request-id', ids.requestId);
  response.setHeader('Server', 'AmazonS3');
  // A client that disconnects is no fault of this server.
  incoming.on('error', () => undefined);
  response.on('error', () => undefined);
  watchIdle(incoming, response, needs.idleMs);
  const exchange: Exchange = { incoming, response, ids, cors: {} };
  try {
    const outcome = await outcomeOf(needs, exchange);
    await sendAnswer(incoming, response, outcome, exchange.cors);
  } catch (error) {
    if (!incoming.socket.destroyed) console.error(`s3: request ${ids.requestId} broke off`, error);
    response.destroy();
  }
  const { request } = exchange;
  if (request) needs.record?.(ledgerEntry(request, response.headersSent ? response.statusCode : 0, needs.now()));
}

async function outcomeOf(needs: ServerNeeds, exchange: Exchange): Promise<Answer> {
  const { incoming, response, ids } = exchange;
  try {
    const request = readRequest(incoming, response, ids);
    exchange.request = request;
    const rules = needs.buckets.get(request.bucketName ?? '')?.corsRules;
    if (request.method === 'OPTIONS') {
      const headers = preflight(rules, (name) => request.header(name), request.key === '' ? 'BUCKET' : 'OBJECT');
      return { status: 200, headers };
    }
    const origin = request.header('origin');
    if (origin !== undefined) {
      exchange.cors = corsHeaders(rules ?? [], { origin, method: request.method, requestHeaders: [] }) ?? {};
    }
    return await perform(needs, request);
  } catch (error) {
    if (incoming.errored) throw error;
    return errorAnswer(error, ids, incoming.url ?? '');
  }
}

async function perform(needs: ServerNeeds, request: S3Request): Promise<Answer> {
  const requester = authenticate(needs, request);
  const now = needs.now();
  const authorize: Authorize = (question) =>
    needs.authorize({ ...question, guard: needs.buckets.get(bucketOf(question.resource))?.guard });
  const access = new Access(authorize, requester, request, needs.accountId, now);
  const { store, pool, region, accountId, buckets } = needs;
  return route({ store, pool, region, accountId, buckets, now: needs.now, request, requester, access });
}

const bucketOf = (arn: string): string => /^arn:aws:s3:::([^/]+)/.exec(arn)?.[1] ?? '';

function authenticate({ findAccessKey, region, now }: ServerNeeds, request: S3Request): Requester {
  const result = verifySigV4(request, { service: 's3', singleEncoding: true, region, now, findAccessKey });
  if (result.kind === 'refused') {
    throw new S3Error(result.code, { message: result.message, details: result.details });
  }
  return result.kind === 'signed' ? result : undefined;
}
