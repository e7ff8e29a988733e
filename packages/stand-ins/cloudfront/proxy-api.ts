import { randomUUID } from 'node:crypto';
import { request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

import type { ErrorBody } from '@airlock/contract';

/** Longer than API Gateway's 29 s, because `sam local` may have to start a container first. */
const timeoutMs = 60_000;

const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Passes `/api/*` to another API, such as `sam local start-api`, which has no stage: `/api` is removed from the path.
 * Streams both ways. When that API is down, the answer says so in one sentence.
 */
export function proxyApi(base: URL, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').replace(/^\/api(?=\/|\?|$)/, '');
  const headers = { ...request.headers, host: base.host };
  for (const name of hopByHop) Reflect.deleteProperty(headers, name);
  const target = new URL(`${base.pathname.replace(/\/$/, '')}${path === '' ? '/' : path}`, base);
  const forwarded = send(target, { method: request.method, headers, timeout: timeoutMs });
  forwarded.on('timeout', () => forwarded.destroy(new Error('timeout')));
  forwarded.on('error', (error) => fail(base, response, error));
  forwarded.on('response', (answer) => {
    const kept = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
    pipeline(answer, response, () => undefined);
  });
  pipeline(request, forwarded, () => undefined);
  response.on('close', () => forwarded.destroy());
}

function fail(base: URL, response: ServerResponse, error: Error): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const late = error.message === 'timeout';
  const problem = late ? `did not answer within ${timeoutMs / 1000} s` : 'cannot be reached';
  const body: ErrorBody = {
    code: 'unavailable',
    message: `The API at ${base.origin} ${problem}. Is "sam local start-api" running?`,
    requestId: randomUUID(),
  };
  response.writeHead(late ? 504 : 502, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
