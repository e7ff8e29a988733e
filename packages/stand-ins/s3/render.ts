import type { IncomingMessage, ServerResponse } from 'node:http';

import { S3Error } from './errors.ts';
import type { Answer } from './operations/call.ts';
import type { RequestIds } from './request.ts';
import { xmlError } from './xml.ts';

const drainMs = 2000;

/** Returns the answer to an error of an operation. A fault of this server reveals nothing and is printed. */
export function errorAnswer(error: unknown, ids: RequestIds, resource: string): Answer {
  const refusal = error instanceof S3Error ? error : new S3Error('InternalError');
  if (refusal !== error) console.error(`s3: request ${ids.requestId} failed`, error);
  const { code, status, message, details, headers } = refusal;
  const body = xmlError({
    Code: code,
    Message: message,
    ...details,
    ...(status === 404 || status === 501 ? { Resource: resource } : {}),
    RequestId: ids.requestId,
    HostId: ids.hostId,
  });
  return { status, headers: { ...headers, 'Content-Type': 'application/xml' }, body };
}

/** Sends an answer with the headers of every answer; `extra` are the headers of CORS. */
export async function sendAnswer(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  extra: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, value] of Object.entries({ ...answer.headers, ...extra })) response.setHeader(name, value);
  response.statusCode = answer.status;
  if (typeof answer.body === 'function') {
    await answer.body(response);
    return;
  }
  const body = Buffer.from(answer.body ?? '');
  // 204 and 304 have no body and so no length; a HEAD that has set its own length keeps it.
  const bodiless = answer.status === 204 || answer.status === 304;
  if (!bodiless && !response.hasHeader('Content-Length')) {
    response.setHeader('Content-Length', body.length);
  }
  if (incoming.complete || !expectsBody(incoming)) {
    response.end(incoming.method === 'HEAD' ? undefined : body);
    return;
  }
  await refuseEarly(incoming, response, body);
}

const expectsBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0;

/**
 * Sends a refusal while the client is still sending: first the whole answer, then the rest of the body is read and
 * dropped for a while. Closing at once would reset the connection, and the client would see the reset instead of the
 * answer.
 */
function refuseEarly(incoming: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.end();
      incoming.socket.once('close', () => resolve());
      if (incoming.socket.destroyed) resolve();
    };
    const timer = setTimeout(done, drainMs);
    response.setHeader('Connection', 'close');
    if (body.length > 0) response.write(body);
    else response.flushHeaders();
    incoming.once('end', done).once('close', done).once('error', done);
    incoming.resume();
  });
}
